/// Keeps the state of a disk inside its image.
public struct BlockdevSnapshot: QMPCommand {
    /// The name on the wire.
    public static let name = "blockdev-snapshot-internal-sync"

    private let device: String
    private let name: String

    /// Creates the command for a snapshot of this name in the image of a node.
    public init(_ name: String, of node: String) {
        self.name = name
        device = node
    }
}

/// Forgets a state that an image keeps.
public struct BlockdevSnapshotDelete: QMPCommand {
    /// The name on the wire.
    public static let name = "blockdev-snapshot-delete-internal-sync"

    private let device: String
    private let name: String

    /// Creates the command for the snapshot of this name in the image of a node.
    public init(_ name: String, of node: String) {
        self.name = name
        device = node
    }
}
