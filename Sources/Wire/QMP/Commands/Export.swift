/// Starts QEMU's block device server on a unix socket.
public struct NBDServerStart: QMPCommand {
    /// The name on the wire.
    public static let name = "nbd-server-start"

    private struct Address: Encodable {
        struct Path: Encodable {
            var path: String
        }

        var type = "unix"
        var data: Path
    }

    private let addr: Address

    /// Creates the command; QEMU makes the socket.
    public init(socket: String) {
        addr = Address(data: .init(path: socket))
    }
}

/// Stops the block device server and cuts its clients off.
public struct NBDServerStop: QMPCommand {
    /// The name on the wire.
    public static let name = "nbd-server-stop"

    /// Creates the command; it has no arguments.
    public init() {}
}

/// Offers a node to clients of the block device server, to be read only.
public struct BlockExportAdd: QMPCommand {
    /// The name on the wire.
    public static let name = "block-export-add"

    private let type = "nbd"
    private let id: String
    private let node: String
    private let name: String
    private let writable = false

    /// Creates the command; clients ask for the export by `name`.
    public init(id: String, node: String, name: String) {
        self.id = id
        self.node = node
        self.name = name
    }

    private enum CodingKeys: String, CodingKey {
        case type, id, name, writable
        case node = "node-name"
    }
}

/// Takes an export away, also from clients that use it.
public struct BlockExportDel: QMPCommand {
    /// The name on the wire.
    public static let name = "block-export-del"

    private let id: String
    private let mode = "hard"

    /// Creates the command for the export of this name.
    public init(_ id: String) {
        self.id = id
    }
}
