import ObjectManager
import RemoteControl
import VirtualPC

extension Providers {
    /// Power, and what the PC starts from.
    var power: [AnyProvider] {
        let boot = BootOrder(nvram: nvram)
        let button = PowerButton(pc: pc, boot: boot)
        let features = pc.features
        return [
            AnyProvider(ComputerSystems(button: button)),
            AnyProvider(PowerManagement(button: button)),
            AnyProvider(AssociatedPower(pc: pc)),
            AnyProvider(PowerCapabilities()),
            AnyProvider(OSPowerSaving(pc: pc)),
            AnyProvider(BootSources(features: features)),
            AnyProvider(BootConfiguration(boot: boot, features: features)),
            AnyProvider(BootSourceOrder(boot: boot, features: features)),
            AnyProvider(BootRole(boot: boot, features: features)),
            AnyProvider(BootSettings(boot: boot, features: features)),
            AnyProvider(BootCapabilities(features: features)),
            AnyProvider(HostBootReason(nvram: nvram)),
        ]
    }
}
