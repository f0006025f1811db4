import AMTSchema
import CIMModel
import VirtualPC

extension BootDevice {
    /// The boot sources' names, as AMT spells them.
    var instanceID: String {
        switch self {
        case .disk: "Intel(r) AMT: Force Hard-drive Boot"
        case .network: "Intel(r) AMT: Force PXE Boot"
        case .cd: "Intel(r) AMT: Force CD/DVD Boot"
        }
    }

    fileprivate var structuredBootString: String {
        switch self {
        case .disk: "CIM:Hard-Disk:1"
        case .network: "CIM:Network:1"
        case .cd: "CIM:CD/DVD:1"
        }
    }
}

/// The devices that a start can be forced from.
struct BootSources: Provider {
    func instances() -> [Instance<CIM.BootSourceSetting>] {
        [BootDevice.disk, .network, .cd].map { device in
            Instance {
                $0.elementName = "Intel(r) AMT: Boot Source"
                $0.failThroughSupported = 2
                $0.instanceID = device.instanceID
                $0.structuredBootString = device.structuredBootString
            }
        }
    }
}

/// The one boot configuration.
struct BootConfiguration: Provider {
    let boot: BootOrder

    func instances() -> [Instance<CIM.BootConfigSetting>] {
        [
            Instance {
                $0.elementName = "Intel(r) AMT: Boot Configuration"
                $0.instanceID = "Intel(r) AMT: Boot Configuration 0"
            }
        ]
    }

    var methods: [Handler<CIM.BootConfigSetting>] {
        [
            .on(\.changeBootOrder) { input, _ in
                guard let source = input.source, let wanted = source.selectors["InstanceID"], !wanted.isEmpty else {
                    try await boot.choose(nil)
                    return .completed
                }
                guard let device = BootDevice.allCases.first(where: { $0.instanceID == wanted }) else {
                    return .invalidReference
                }
                try await boot.choose(device)
                return .completed
            }
        ]
    }
}

/// Arms the boot configuration.
struct BootRole: Provider {
    let boot: BootOrder

    func instances() -> [Instance<CIM.BootService>] {
        [
            Instance(named: "Intel(r) AMT Boot Service") {
                $0.enabledState = .enabled
                $0.requestedState = .notApplicable
            }
        ]
    }

    var methods: [Handler<CIM.BootService>] {
        [
            .on(\.setBootConfigRole) { input, _ in
                guard let role = input.role, role == 1 || role == 32_768 else { return .invalidParameter }
                try await boot.arm(role == 1)
                return .completed
            }
        ]
    }
}

/// The options of the next start. None but the order of devices is obeyed, and the capabilities say so.
struct BootSettings: Provider {
    let boot: BootOrder

    func instances() async throws -> [Instance<AMT.BootSettingData>] {
        let isCleared = try await !boot.settings().isArmed
        return [
            Instance {
                $0.biosPause = false
                $0.biosSetup = false
                $0.bootMediaIndex = 0
                $0.configurationDataReset = false
                $0.elementName = "Intel(r) AMT Boot Configuration Settings"
                $0.enforceSecureBoot = false
                $0.firmwareVerbosity = 0
                $0.forcedProgressEvents = false
                $0.iderBootDevice = 0
                $0.instanceID = "Intel(r) AMT:BootSettingData 0"
                $0.lockKeyboard = false
                $0.lockPowerButton = false
                $0.lockResetButton = false
                $0.lockSleepButton = false
                $0.optionsCleared = isCleared
                $0.owningEntity = "Intel(r) AMT"
                $0.reflashBIOS = false
                $0.secureErase = false
                $0.useIDER = false
                $0.useSOL = false
                $0.useSafeMode = false
                $0.userPasswordBypass = false
            }
        ]
    }

    func put(
        _ wanted: Instance<AMT.BootSettingData>,
        over current: Instance<AMT.BootSettingData>,
        by caller: Caller
    ) throws -> Instance<AMT.BootSettingData> { current }
}

/// Which boot options this board obeys.
struct BootCapabilities: Provider {
    func instances() -> [Instance<AMT.BootCapabilities>] {
        [
            Instance {
                $0.biosPause = false
                $0.biosReflash = false
                $0.biosSecureBoot = false
                $0.biosSetup = false
                $0.configurationDataReset = false
                $0.elementName = "Intel(r) AMT: Boot Capabilities"
                $0.forceCDorDVDBoot = true
                $0.forceDiagnosticBoot = false
                $0.forceHardDriveBoot = true
                $0.forceHardDriveSafeModeBoot = false
                $0.forcePXEBoot = true
                $0.forcedProgressEvents = false
                $0.ider = false
                $0.instanceID = "Intel(r) AMT:BootCapabilities 0"
                $0.sol = false
                $0.secureErase = false
            }
        ]
    }
}
