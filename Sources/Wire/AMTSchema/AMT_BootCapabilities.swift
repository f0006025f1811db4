public import CIMModel

extension AMT {
    /// Which options of AMT_BootSettingData this board obeys.
    public struct BootCapabilities: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_BootCapabilities"

        /// Whether secure boot can be turned off from here.
        public let amtSecureBootControl = Property<Bool>("AMTSecureBootControl")
        /// Whether a start can stop in the firmware.
        public let biosPause = Property<Bool>("BIOSPause")
        /// Whether the firmware can be written anew.
        public let biosReflash = Property<Bool>("BIOSReflash")
        /// Whether secure boot can be enforced.
        public let biosSecureBoot = Property<Bool>("BIOSSecureBoot")
        /// Whether setup can be entered.
        public let biosSetup = Property<Bool>("BIOSSetup")
        /// Whether the configuration can be reset.
        public let configurationDataReset = Property<Bool>("ConfigurationDataReset")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether a start from CD can be forced.
        public let forceCDorDVDBoot = Property<Bool>("ForceCDorDVDBoot")
        /// Whether a diagnostic start can be forced.
        public let forceDiagnosticBoot = Property<Bool>("ForceDiagnosticBoot")
        /// Whether a start from disk can be forced.
        public let forceHardDriveBoot = Property<Bool>("ForceHardDriveBoot")
        /// Whether a safe start from disk can be forced.
        public let forceHardDriveSafeModeBoot = Property<Bool>("ForceHardDriveSafeModeBoot")
        /// Whether a start from the network can be forced.
        public let forcePXEBoot = Property<Bool>("ForcePXEBoot")
        /// Whether a start over HTTPS can be forced.
        public let forceUEFIHTTPSBoot = Property<Bool>("ForceUEFIHTTPSBoot")
        /// Whether a start from a local recovery program can be forced.
        public let forceUEFIPBABoot = Property<Bool>("ForceUEFIPBABoot")
        /// Whether Windows' recovery can be forced.
        public let forceWinREBoot = Property<Bool>("ForceWinREBoot")
        /// Whether events are sent during a start.
        public let forcedProgressEvents = Property<Bool>("ForcedProgressEvents")
        /// Whether redirected media can be started from.
        public let ider = Property<Bool>("IDER")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Whether the keyboard can be locked.
        public let keyboardLock = Property<Bool>("KeyboardLock")
        /// What a platform erase can erase, a bit each; bit 0 when it can at all.
        public let platformErase = Property<UInt32>("PlatformErase")
        /// Whether the power button can be locked.
        public let powerButtonLock = Property<Bool>("PowerButtonLock")
        /// Whether the reset button can be locked.
        public let resetButtonLock = Property<Bool>("ResetButtonLock")
        /// Whether the screen can be redirected as text.
        public let sol = Property<Bool>("SOL")
        /// Whether the disk can be erased.
        public let secureErase = Property<Bool>("SecureErase")
        /// Whether the sleep button can be locked.
        public let sleepButtonLock = Property<Bool>("SleepButtonLock")
        /// Whether the firmware shares the wireless profiles.
        public let uefiWiFiCoExistenceAndProfileShare = Property<Bool>("UEFIWiFiCoExistenceAndProfileShare")
        /// Whether the firmware's password can be bypassed.
        public let userPasswordBypass = Property<Bool>("UserPasswordBypass")
        /// Whether the firmware can be quiet.
        public let verbosityQuiet = Property<Bool>("VerbosityQuiet")
        /// Whether the screen can stay blank.
        public let verbosityScreenBlank = Property<Bool>("VerbosityScreenBlank")
        /// Whether the firmware can tell all.
        public let verbosityVerbose = Property<Bool>("VerbosityVerbose")

        public init() {}
    }
}
