/// A node of QEMU's block graph, as `blockdev-add` describes it.
public indirect enum BlockNode: Sendable, Hashable {
    /// A file of the host. Without locking two QEMUs may open it at once.
    case file(path: String, isLocked: Bool)
    /// A block device that somebody exports on a unix socket.
    case nbd(socket: String, export: String)
    /// The bytes of another node as they are.
    case raw(BlockNode)
    /// A qcow2 image, over a node that already exists when `backing` names one.
    case qcow2(BlockNode, backing: String?)
}

extension BlockNode: Encodable {
    private enum Key: String, CodingKey {
        case driver, filename, locking, server, export, file, backing
    }

    private struct UnixAddress: Encodable {
        var type = "unix"
        var path: String
    }

    /// Writes the node as QEMU's `BlockdevOptions`.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        switch self {
        case .file(let path, let isLocked):
            try object.encode("file", forKey: .driver)
            try object.encode(path, forKey: .filename)
            try object.encode(isLocked ? "auto" : "off", forKey: .locking)
        case .nbd(let socket, let export):
            try object.encode("nbd", forKey: .driver)
            try object.encode(UnixAddress(path: socket), forKey: .server)
            try object.encode(export, forKey: .export)
        case .raw(let file):
            try object.encode("raw", forKey: .driver)
            try object.encode(file, forKey: .file)
        case .qcow2(let file, let backing):
            try object.encode("qcow2", forKey: .driver)
            try object.encode(file, forKey: .file)
            try object.encodeIfPresent(backing, forKey: .backing)
        }
    }
}
