import ObjectManager
import AMTSchema
import CIMModel
package import VirtualPC

/// The one boot configuration.
package struct BootConfiguration: Provider {
    static let instanceID = "Intel(r) AMT: Boot Configuration 0"

    let boot: BootOrder
    let features: BoardFeatures

    package init(boot: BootOrder, features: BoardFeatures) {
        self.boot = boot
        self.features = features
    }

    func instances() -> [Instance<CIM.BootConfigSetting>] {
        [
            Instance {
                $0.elementName = "Intel(r) AMT: Boot Configuration"
                $0.instanceID = Self.instanceID
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
                let sources = BootDevice.sources(of: features)
                guard let device = sources.first(where: { $0.instanceID == wanted }) else { return .invalidReference }
                if device == .https, try await !boot.service().allowsRecovery { return .accessDenied }
                // Who chooses first and gives the address later is stopped when he arms it without one.
                var settings = try await boot.settings()
                settings.source = device
                guard settings.isComplete || !settings.isArmed else { return .invalidParameter }
                try await boot.choose(device)
                return .completed
            }
        ]
    }
}

/// Which sources the boot configuration has, and which of them is tried first.
package struct BootSourceOrder: Provider {
    let boot: BootOrder
    let features: BoardFeatures

    package init(boot: BootOrder, features: BoardFeatures) {
        self.boot = boot
        self.features = features
    }

    func instances() async throws -> [Instance<CIM.OrderedComponent>] {
        let chosen = try await boot.settings().source
        return BootDevice.sources(of: features).map { device in
            Instance {
                $0.assignedSequence = device == chosen ? 1 : 0
                $0.groupComponent = Reference(["InstanceID": BootConfiguration.instanceID])
                $0.partComponent = Reference(["InstanceID": device.instanceID])
            }
        }
    }
}
