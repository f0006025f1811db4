import FoundationEssentials
import GRDB

/// A record as the text of its column.
enum Record {
    static func text(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    static func values<Value: Decodable>(
        _ db: Database,
        _ sql: String,
        _ arguments: StatementArguments = []
    ) throws -> [Value] {
        try String.fetchAll(db, sql: sql, arguments: arguments).map { try value($0) }
    }

    static func first<Value: Decodable>(
        _ db: Database,
        _ sql: String,
        _ arguments: StatementArguments = []
    ) throws -> Value? {
        try String.fetchOne(db, sql: sql, arguments: arguments).map { try value($0) }
    }
}
