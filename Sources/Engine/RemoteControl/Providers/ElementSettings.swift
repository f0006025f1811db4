import ObjectManager
import AMTSchema
import CIMModel

/// Which settings hold for what: the power schemes for the engine, the boot configuration for the PC, and the boot
/// options within that configuration.
package struct ElementSettings: Provider {
    let boot: BootOrder

    package init(boot: BootOrder) { self.boot = boot }

    /// Values of IsCurrent, IsDefault and IsNext.
    private enum Holding {
        static let yes: UInt16 = 1
        static let no: UInt16 = 2
        static let once: UInt16 = 3
    }

    func instances() async throws -> [Instance<CIM.ElementSettingData>] {
        let isArmed = try await boot.settings().isArmed
        return PowerSchemes.all.map(Self.scheme) + [
            Self.configuration(isArmed: isArmed), Self.options(isArmed: isArmed),
        ]
    }

    private static func scheme(_ id: String, _ text: String, _ guid: String) -> Instance<CIM.ElementSettingData> {
        let holds = id == PowerSchemes.current ? Holding.yes : Holding.no
        return Instance {
            $0.isCurrent = holds
            $0.isDefault = holds
            $0.isNext = holds
            $0.managedElement = Reference(["CreationClassName": "CIM_ComputerSystem", "Name": "Intel(r) AMT"])
            $0.settingData = Reference(["InstanceID": id, "SchemeGUID": guid])
        }
    }

    /// Without it the board starts in its own way, so it is never current and never the default.
    private static func configuration(isArmed: Bool) -> Instance<CIM.ElementSettingData> {
        Instance {
            $0.isCurrent = Holding.no
            $0.isDefault = Holding.no
            $0.isNext = isArmed ? Holding.once : Holding.no
            $0.managedElement = .managedSystem
            $0.settingData = Reference(to: bootConfiguration.target)
        }
    }

    private static func options(isArmed: Bool) -> Instance<CIM.ElementSettingData> {
        let data = Reference<AMT.BootSettingData>(["InstanceID": "Intel(r) AMT:BootSettingData 0"])
        return Instance {
            $0.isCurrent = Holding.yes
            $0.isDefault = Holding.no
            $0.isNext = isArmed ? Holding.once : Holding.no
            $0.managedElement = Reference(to: bootConfiguration.target)
            $0.settingData = Reference(to: data.target)
        }
    }

    private static let bootConfiguration = Reference<CIM.BootConfigSetting>(["InstanceID": BootConfiguration.instanceID]
    )
}
