/// Adds a node to the block graph.
public struct BlockdevAdd: QMPCommand {
    /// The name on the wire.
    public static let name = "blockdev-add"

    private let name: String
    private let isReadOnly: Bool
    private let node: BlockNode

    /// Creates the command; `name` is how other commands call the node.
    public init(_ name: String, _ node: BlockNode, isReadOnly: Bool) {
        self.name = name
        self.node = node
        self.isReadOnly = isReadOnly
    }

    private enum Key: String, CodingKey {
        case name = "node-name"
        case isReadOnly = "read-only"
    }

    /// Writes the node's options with its name among them.
    public func encode(to encoder: any Encoder) throws {
        try node.encode(to: encoder)
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(name, forKey: .name)
        try object.encode(isReadOnly, forKey: .isReadOnly)
    }
}

/// Takes a node out of the block graph.
public struct BlockdevDel: QMPCommand {
    /// The name on the wire.
    public static let name = "blockdev-del"

    private let name: String

    /// Creates the command for the node of this name.
    public init(_ name: String) {
        self.name = name
    }

    private enum CodingKeys: String, CodingKey {
        case name = "node-name"
    }
}

/// Copies what the guest overwrites to another node before it is overwritten: that node stays as the disk was.
public struct BlockdevBackup: QMPCommand {
    /// The name on the wire.
    public static let name = "blockdev-backup"

    private let job: String
    private let device: String
    private let target: String
    private let sync = "none"

    /// Creates the command; the job runs until it is cancelled.
    public init(job: String, device: String, target: String) {
        self.job = job
        self.device = device
        self.target = target
    }

    private enum CodingKeys: String, CodingKey {
        case job = "job-id"
        case device, target, sync
    }
}

/// Ends a job.
public struct JobCancel: QMPCommand {
    /// The name on the wire.
    public static let name = "job-cancel"

    private let id: String

    /// Creates the command for the job of this name.
    public init(_ id: String) {
        self.id = id
    }
}

/// Forgets a job that has ended.
public struct JobDismiss: QMPCommand {
    /// The name on the wire.
    public static let name = "job-dismiss"

    private let id: String

    /// Creates the command for the job of this name.
    public init(_ id: String) {
        self.id = id
    }
}

/// The jobs that QEMU knows.
public struct QueryJobs: QMPCommand {
    /// The name on the wire.
    public static let name = "query-jobs"

    /// A job and where it is.
    public struct Job: Sendable, Decodable, Hashable {
        public var id: String
        public var status: String
    }

    public typealias Reply = [Job]

    /// Creates the command; it has no arguments.
    public init() {}
}

/// The nodes of the block graph.
public struct QueryBlockNodes: QMPCommand {
    /// The name on the wire.
    public static let name = "query-named-block-nodes"

    /// A node, by name.
    public struct Node: Sendable, Decodable, Hashable {
        public var name: String

        private enum CodingKeys: String, CodingKey {
            case name = "node-name"
        }
    }

    public typealias Reply = [Node]

    private let flat = true

    /// Creates the command; images behind the nodes are not described.
    public init() {}
}

/// Puts another medium into a drive.
public struct BlockdevChangeMedium: QMPCommand {
    /// The name on the wire.
    public static let name = "blockdev-change-medium"

    private let id: String
    private let filename: String
    private let format = "raw"

    /// Creates the command for a drive and the file of its new medium.
    public init(drive id: String, filename: String) {
        self.id = id
        self.filename = filename
    }
}
