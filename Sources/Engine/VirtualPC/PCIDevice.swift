/// A PCI device of the virtual board.
public struct PCIDevice: Sendable, Codable, Hashable {
    /// Bus, device and function, as a configuration address has them: 8, 5 and 3 bits.
    public var location: UInt16
    /// Class in the upper eight bits, subclass in the lower.
    public var classCode: UInt16
    public var vendor: UInt16
    public var product: UInt16
    public var subsystemVendor: UInt16
    public var subsystem: UInt16
    /// Where the base address registers point, their lower 32 bits.
    public var baseAddresses: [UInt32]

    /// Creates a device from its parts.
    public init(
        location: UInt16,
        classCode: UInt16,
        vendor: UInt16,
        product: UInt16,
        subsystemVendor: UInt16 = 0,
        subsystem: UInt16 = 0,
        baseAddresses: [UInt32] = []
    ) {
        self.location = location
        self.classCode = classCode
        self.vendor = vendor
        self.product = product
        self.subsystemVendor = subsystemVendor
        self.subsystem = subsystem
        self.baseAddresses = baseAddresses
    }
}
