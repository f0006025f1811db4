public import FoundationEssentials

/// Work that was asked for and goes on after the answer.
public struct OperationRecord: Sendable, Codable, Hashable {
    /// How far it is.
    public enum State: Int, Sendable, Codable, Hashable, CaseIterable {
        case running = 1
        case succeeded = 2
        case failed = 3
    }

    public var id: String
    public var kind: String
    public var state: State
    /// Percent.
    public var progress: Int
    public var text: String
    /// JSON text; empty until the operation succeeded.
    public var result: String
    public var startedAt: Date
    public var finishedAt: Date?

    /// Creates a record from its parts.
    public init(
        id: String,
        kind: String,
        state: State,
        progress: Int,
        text: String,
        result: String,
        startedAt: Date,
        finishedAt: Date?
    ) {
        self.id = id
        self.kind = kind
        self.state = state
        self.progress = progress
        self.text = text
        self.result = result
        self.startedAt = startedAt
        self.finishedAt = finishedAt
    }
}

extension NVRAM {
    /// How many operations are kept; the oldest make room.
    public static let operationLimit = 200

    /// The operations, oldest first.
    public func operations() throws(NVRAMError) -> [OperationRecord] {
        var operations: [OperationRecord] = []
        for row in try database.run("SELECT record FROM operation ORDER BY number") {
            operations.append(try Record.decode(OperationRecord.self, from: row.first, what: "operation"))
        }
        return operations
    }

    /// The operation with this id; nil when there is none.
    public func operation(_ id: String) throws(NVRAMError) -> OperationRecord? {
        let rows = try database.run("SELECT record FROM operation WHERE id = ?", [.text(id)])
        guard let row = rows.first else {
            return nil
        }
        return try Record.decode(OperationRecord.self, from: row.first, what: "operation \(id)")
    }

    /// Stores an operation in the place of the one with the same id.
    public func record(_ operation: OperationRecord) throws(NVRAMError) {
        let sql = """
            INSERT INTO operation (id, record) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET record = excluded.record
            """
        let prune = "DELETE FROM operation WHERE number <= (SELECT max(number) FROM operation) - ?"
        try database.transaction { () throws(NVRAMError) in
            try database.run(sql, [.text(operation.id), Record.encode(operation)])
            try database.run(prune, [.integer(Int64(Self.operationLimit))])
        }
    }
}
