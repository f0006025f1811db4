import FoundationEssentials

/// Codable values as columns.
enum Record {
    static func encode(_ value: some Encodable) throws(NVRAMError) -> SQLiteValue {
        do {
            return .blob(Array(try JSONEncoder().encode(value)))
        } catch {
            throw .malformed("value: \(error)")
        }
    }

    static func decode<Value: Decodable>(
        _ type: Value.Type,
        from column: SQLiteValue?,
        what: @autoclosure () -> String
    ) throws(NVRAMError) -> Value {
        guard let bytes = column?.blob, let value = try? JSONDecoder().decode(type, from: Data(bytes)) else {
            throw .malformed(what())
        }
        return value
    }

    static func date(_ column: SQLiteValue) -> Date? {
        column.real.map(Date.init(timeIntervalSince1970:))
    }

    static func column(_ date: Date?) -> SQLiteValue {
        date.map { .real($0.timeIntervalSince1970) } ?? .null
    }
}
