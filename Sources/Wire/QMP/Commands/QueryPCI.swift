/// The machine's PCI devices, as its firmware has set them up.
public struct QueryPCI: QMPCommand {
    /// The name on the wire.
    public static let name = "query-pci"

    /// What QEMU answers.
    public typealias Reply = [Bus]

    /// A bus with what is on it.
    public struct Bus: Sendable, Decodable, Hashable {
        public var devices: [Device]
    }

    /// A device, or a bridge with the bus behind it.
    public struct Device: Sendable, Decodable, Hashable {
        public var bus: Int
        public var slot: Int
        public var function: Int
        /// Class in the upper eight bits, subclass in the lower.
        public var classCode: Int
        public var vendor: Int
        public var product: Int
        public var subsystemVendor: Int
        public var subsystem: Int
        /// Where the base address registers point; -1 for one that the firmware has not set.
        public var addresses: [Int]
        /// What is behind a bridge.
        public var children: [Device]

        private enum CodingKeys: String, CodingKey {
            case bus, slot, function, regions
            case classInfo = "class_info"
            case id
            case bridge = "pci_bridge"
        }

        private struct ClassInfo: Decodable {
            var `class`: Int
        }

        private struct Identity: Decodable {
            var device: Int
            var vendor: Int
            var subsystem: Int?
            var subsystemVendor: Int?

            enum CodingKeys: String, CodingKey {
                case device, vendor, subsystem
                case subsystemVendor = "subsystem-vendor"
            }
        }

        private struct Region: Decodable {
            var address: Int
        }

        private struct Bridge: Decodable {
            var devices: [Device]?
        }

        /// Reads QEMU's `PciDeviceInfo`.
        public init(from decoder: any Decoder) throws {
            let object = try decoder.container(keyedBy: CodingKeys.self)
            bus = try object.decode(Int.self, forKey: .bus)
            slot = try object.decode(Int.self, forKey: .slot)
            function = try object.decode(Int.self, forKey: .function)
            classCode = try object.decode(ClassInfo.self, forKey: .classInfo).class
            let identity = try object.decode(Identity.self, forKey: .id)
            (vendor, product) = (identity.vendor, identity.device)
            (subsystemVendor, subsystem) = (identity.subsystemVendor ?? 0, identity.subsystem ?? 0)
            addresses = try object.decodeIfPresent([Region].self, forKey: .regions)?.map(\.address) ?? []
            children = try object.decodeIfPresent(Bridge.self, forKey: .bridge)?.devices ?? []
        }
    }

    /// Creates the command; it has no arguments.
    public init() {}
}
