import AMTClient
import AMTSchema
import CIMModel
public import Fleet
import Foundation

extension AMTEndpointControl {
    private static let bootConfiguration = ["InstanceID": "Intel(r) AMT: Boot Configuration 0"]

    public func power() async throws(FleetError) -> PowerReport {
        guard let power = try await all(CIM.AssociatedPowerManagementService.self).first else {
            throw .notOffered("the management engine has no power service")
        }
        let requests = (power.availableRequestedPowerStates ?? []).compactMap { CIM.PowerState(rawValue: $0) }
        return PowerReport(
            state: PowerState(power.powerState),
            available: PowerAction.allCases.filter { requests.contains($0.requested) }
        )
    }

    public func perform(_ action: PowerAction) async throws(FleetError) {
        _ = try await asking {
            try await proxy(CIM.PowerManagementService.self).requestPowerStateChange(
                on: ["Name": "Intel(r) AMT Power Management Service"]
            ) {
                $0.powerState = action.requested
                $0.managedElement = Reference(["CreationClassName": "CIM_ComputerSystem", "Name": "ManagedSystem"])
            }
        }
    }

    /// Clears the order, arms the configuration for one start, then sets the source: the order in which AMT wants it.
    public func bootOnce(from device: BootDevice) async throws(FleetError) {
        _ = try await asking {
            let configuration = proxy(CIM.BootConfigSetting.self)
            try await clearOptions()
            try await arm()
            try await configuration.changeBootOrder(on: Self.bootConfiguration) {
                $0.source = Reference(["InstanceID": device.instanceID])
            }
        }
    }

    /// AMT's remote platform erase: allows it, says what is erased, and arms the configuration for one start.
    public func eraseOnce() async throws(FleetError) {
        let erasable = try await asking { try await proxy(AMT.BootCapabilities.self).get().platformErase ?? 0 }
        let devices = erasable & (EraseDevices.disks | EraseDevices.tpm)
        guard devices & EraseDevices.disks != 0 else {
            throw .notOffered("the management engine cannot erase the disks")
        }
        _ = try await asking {
            try await clearOptions()
            try await allowErasure()
            let settings = proxy(AMT.BootSettingData.self)
            var wanted = try await settings.get()
            wanted.platformErase = true
            wanted.uefiBootNumberOfParams = 1
            wanted.uefiBootParametersArray = EraseDevices.parameter(devices)
            try await settings.put(wanted)
            try await arm()
        }
    }

    private func allowErasure() async throws {
        let service = proxy(CIM.BootService.self)
        let state = try await service.get().enabledState
        let allowsRecovery = state == .recoveryBoot || state == .recoveryAndEraseBoot
        let wanted: CIM.RequestedState = allowsRecovery ? .recoveryAndEraseBoot : .eraseBoot
        try await service.requestStateChange(on: Self.bootService) { $0.requestedState = wanted.rawValue }
    }

    /// The boot configuration holds for one start; no source is set.
    private func arm() async throws {
        try await proxy(CIM.BootConfigSetting.self).changeBootOrder(on: Self.bootConfiguration)
        try await proxy(CIM.BootService.self).setBootConfigRole(on: Self.bootService) {
            $0.bootConfigSetting = Reference(Self.bootConfiguration)
            $0.role = 1
        }
    }

    private static let bootService = ["Name": "Intel(r) AMT Boot Service"]

    /// A start uses up the options and says so. An engine that says so of options which were just set cannot tell.
    public func isBootOncePending() async throws(FleetError) -> Bool {
        guard let isCleared = try await only(AMT.BootSettingData.self).optionsCleared else {
            throw .notOffered("the management engine does not tell whether its boot options were used")
        }
        return !isCleared
    }

    /// Options that somebody left behind would turn the start into something else.
    private func clearOptions() async throws {
        let settings = proxy(AMT.BootSettingData.self)
        var current = try await settings.get()
        guard
            [current.biosSetup, current.biosPause, current.useIDER, current.platformErase].contains(where: {
                $0 == true
            })
        else { return }
        current.biosSetup = false
        current.biosPause = false
        current.useIDER = false
        current.platformErase = false
        try await settings.put(current)
    }
}

/// What a remote platform erase names: bits of AMT_BootCapabilities.PlatformErase.
private enum EraseDevices {
    static let disks: UInt32 = 1 << 2
    static let tpm: UInt32 = 1 << 6

    /// UefiBootParametersArray with one parameter: Intel's vendor number, the type of a device mask, its length, the mask.
    static func parameter(_ devices: UInt32) -> String {
        let mask = withUnsafeBytes(of: devices.littleEndian, Array.init)
        return Data([0x86, 0x80, 1, 0, 4, 0, 0, 0] + mask).base64EncodedString()
    }
}

extension BootDevice {
    /// The boot source's name, as AMT spells it.
    fileprivate var instanceID: String {
        switch self {
        case .disk: "Intel(r) AMT: Force Hard-drive Boot"
        case .network: "Intel(r) AMT: Force PXE Boot"
        case .cd: "Intel(r) AMT: Force CD/DVD Boot"
        }
    }
}

extension PowerAction {
    /// The state by which CIM asks for the action.
    fileprivate var requested: CIM.PowerState {
        switch self {
        case .on: .on
        case .offHard: .offSoft
        case .offGraceful: .offSoftGraceful
        case .reset: .masterBusReset
        case .resetGraceful: .masterBusResetGraceful
        case .cycle: .powerCycleOffSoft
        case .sleep: .sleepDeep
        case .nmi: .diagnosticInterrupt
        }
    }
}

extension PowerState {
    fileprivate init(_ state: CIM.PowerState?) {
        switch state {
        case .on: self = .on
        case .sleepLight, .sleepDeep: self = .sleep
        case .hibernate: self = .hibernate
        case .offSoft, .offSoftGraceful: self = .offSoft
        case .offHard, .offHardGraceful: self = .offHard
        default: self = .unknown
        }
    }
}
