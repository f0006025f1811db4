/// Plugs a virtio disk in while the machine runs.
public struct DeviceAddDisk: QMPCommand {
    /// The name on the wire.
    public static let name = "device_add"

    private let driver = "virtio-blk-pci"
    private let id: String
    private let drive: String
    private let bus: String
    private let serial: String

    /// Creates the command; `bus` is an empty root port, `drive` a node of the block graph.
    public init(id: String, drive: String, bus: String, serial: String) {
        self.id = id
        self.drive = drive
        self.bus = bus
        self.serial = serial
    }
}

/// Asks the guest to let go of a device; `DEVICE_DELETED` tells when it has.
public struct DeviceDel: QMPCommand {
    /// The name on the wire.
    public static let name = "device_del"

    private let id: String

    /// Creates the command for the device of this name.
    public init(_ id: String) {
        self.id = id
    }
}

/// The character devices and whether the guest listens at them.
public struct QueryChardev: QMPCommand {
    /// The name on the wire.
    public static let name = "query-chardev"

    /// A character device.
    public struct Chardev: Sendable, Decodable, Hashable {
        public var label: String
        public var isOpenInGuest: Bool

        private enum CodingKeys: String, CodingKey {
            case label
            case isOpenInGuest = "frontend-open"
        }
    }

    public typealias Reply = [Chardev]

    /// Creates the command; it has no arguments.
    public init() {}
}
