import ObjectManager
import HardwareAssets
import VirtualPC

extension Providers {
    /// What the PC is made of; all of it can be read while the PC is off.
    ///
    /// Board, media, chassis: MeshCommander takes a medium's package from its place after the board.
    var hardware: [AnyProvider] {
        let hardware = pc.hardware
        return [
            AnyProvider(BoardProvider(hardware: hardware)),
            AnyProvider(MediaPackage(hardware: hardware)),
            AnyProvider(ChassisProvider(hardware: hardware)),
            AnyProvider(BIOSProvider(hardware: hardware)),
            AnyProvider(BIOSFeatures(hardware: hardware)),
            AnyProvider(ProcessorProvider(hardware: hardware)),
            AnyProvider(ChipProvider(hardware: hardware)),
            AnyProvider(MemoryProvider(hardware: hardware)),
            AnyProvider(MediaProvider(hardware: hardware)),
            AnyProvider(PackageProvider(identity: identity)),
            AnyProvider(AssetTableService(hardware: hardware)),
            AnyProvider(AssetTables(hardware: hardware)),
            AnyProvider(PCIDevices(pc: pc, nvram: nvram)),
            AnyProvider(SensorProvider(pc: pc)),
            AnyProvider(FanProvider(pc: pc)),
        ] + HardwareAssociations(hardware: hardware).all
    }
}
