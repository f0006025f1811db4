import VirtualPC

extension Providers {
    /// What the PC is made of.
    var hardware: [AnyProvider] {
        [
            AnyProvider(ChassisProvider(hardware: pc.hardware)),
            AnyProvider(BoardProvider(hardware: pc.hardware)),
            AnyProvider(BIOSProvider(hardware: pc.hardware)),
            AnyProvider(ProcessorProvider(hardware: pc.hardware)),
            AnyProvider(ChipProvider(hardware: pc.hardware)),
            AnyProvider(MemoryProvider(hardware: pc.hardware)),
            AnyProvider(MediaProvider(hardware: pc.hardware)),
            AnyProvider(PackageProvider(identity: identity)),
        ]
    }
}
