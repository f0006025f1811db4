public import CIMModel

extension AMT {
    /// Options for the next start of the PC.
    public struct BootSettingData: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_BootSettingData"

        /// How the last start went.
        public let biosLastStatus = Property<[UInt16]>("BIOSLastStatus")
        /// Stop in the firmware before the start.
        public let biosPause = Property<Bool>("BIOSPause", .write)
        /// Enter the firmware's setup.
        public let biosSetup = Property<Bool>("BIOSSetup", .write)
        /// Which of several media of the kind.
        public let bootMediaIndex = Property<UInt16>("BootMediaIndex", .write)
        /// What Boot Guard says of the firmware.
        public let bootguardStatus = Property<UInt32>("BootguardStatus")
        /// Reset the firmware's configuration.
        public let configurationDataReset = Property<Bool>("ConfigurationDataReset", .write)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Refuse what is not signed.
        public let enforceSecureBoot = Property<Bool>("EnforceSecureBoot", .write)
        /// How much the firmware prints.
        public let firmwareVerbosity = Property<UInt8>("FirmwareVerbosity", .write)
        /// Send an event for each step of the start.
        public let forcedProgressEvents = Property<Bool>("ForcedProgressEvents", .write)
        /// 0 floppy, 1 CD.
        public let iderBootDevice = Property<UInt8>("IDERBootDevice", .write)
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Ignore the keyboard.
        public let lockKeyboard = Property<Bool>("LockKeyboard", .write)
        /// Ignore the power button.
        public let lockPowerButton = Property<Bool>("LockPowerButton", .write)
        /// Ignore the reset button.
        public let lockResetButton = Property<Bool>("LockResetButton", .write)
        /// Ignore the sleep button.
        public let lockSleepButton = Property<Bool>("LockSleepButton", .write)
        /// Whether the options were used by a start.
        public let optionsCleared = Property<Bool>("OptionsCleared")
        /// Who defines the instance.
        public let owningEntity = Property<String>("OwningEntity")
        /// Erase the platform at the next start.
        public let platformErase = Property<Bool>("PlatformErase", .write)
        /// Whether a platform erase may be asked for.
        public let rpeEnabled = Property<Bool>("RPEEnabled")
        /// The password of the disk to erase; it never comes back.
        public let rsePassword = Property<String>("RSEPassword", .write)
        /// Write the firmware anew.
        public let reflashBIOS = Property<Bool>("ReflashBIOS", .write)
        /// Whether secure boot can be turned off from here.
        public let secureBootControlEnabled = Property<Bool>("SecureBootControlEnabled")
        /// Erase the disk at the next start.
        public let secureErase = Property<Bool>("SecureErase", .write)
        /// Whether a start over HTTPS may be asked for.
        public let uefiHTTPSBootEnabled = Property<Bool>("UEFIHTTPSBootEnabled")
        /// Whether a start from a local recovery program may be asked for.
        public let uefiLocalPBABootEnabled = Property<Bool>("UEFILocalPBABootEnabled")
        /// How many parameters there are.
        public let uefiBootNumberOfParams = Property<UInt32>("UefiBootNumberOfParams", .write)
        /// The parameters of a start over HTTPS or of a platform erase, in base64.
        public let uefiBootParametersArray = Property<String>("UefiBootParametersArray", .write)
        /// Start from redirected media.
        public let useIDER = Property<Bool>("UseIDER", .write)
        /// Redirect the screen as text.
        public let useSOL = Property<Bool>("UseSOL", .write)
        /// Start the system in its safe mode.
        public let useSafeMode = Property<Bool>("UseSafeMode", .write)
        /// Do not ask the user for the firmware's password.
        public let userPasswordBypass = Property<Bool>("UserPasswordBypass", .write)
        /// Whether Windows' recovery may be started.
        public let winREBootEnabled = Property<Bool>("WinREBootEnabled")

        public init() {}
    }
}
