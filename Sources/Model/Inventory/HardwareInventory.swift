/// What a PC is made of, as its board reports it.
///
/// One record serves both faces: the user OS reads it as SMBIOS tables, the console as CIM classes.
public struct HardwareInventory: Sendable, Codable, Hashable {
    /// The PC as a product.
    public var system: SystemIdentity
    /// The firmware.
    public var bios: BIOSIdentity
    /// The main board.
    public var board: BoardIdentity
    /// The case.
    public var chassis: ChassisIdentity
    /// The processors, in socket order.
    public var processors: [Processor]
    /// The memory modules, in bank order.
    public var memory: [MemoryModule]
    /// The disks and drives.
    public var media: [MediaDevice]
    /// The network adapters of the user OS.
    public var nics: [NetworkAdapter]

    /// Creates a record from its parts.
    public init(
        system: SystemIdentity,
        bios: BIOSIdentity,
        board: BoardIdentity,
        chassis: ChassisIdentity,
        processors: [Processor],
        memory: [MemoryModule],
        media: [MediaDevice],
        nics: [NetworkAdapter]
    ) {
        self.system = system
        self.bios = bios
        self.board = board
        self.chassis = chassis
        self.processors = processors
        self.memory = memory
        self.media = media
        self.nics = nics
    }
}
