import Foundation

/// What a type asked its decoder for.
final class MemberRecord {
    /// One member.
    struct Member {
        let name: String
        let type: any Decodable.Type
        let isRequired: Bool
    }

    var members: [Member] = []
}

/// A decoder that has an empty answer for every question and remembers the questions.
struct MemberDecoder: Decoder {
    let record: MemberRecord
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(MemberContainer<Key>(record: record))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw NotAnObject() }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { throw NotAnObject() }
}

/// The type is not made of named members.
struct NotAnObject: Error {}

private struct MemberContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let record: MemberRecord
    let codingPath: [any CodingKey] = []
    let allKeys: [Key] = []

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) throws -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        record.members.append(.init(name: key.stringValue, type: type, isRequired: true))
        return try sample(type)
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        record.members.append(.init(name: key.stringValue, type: type, isRequired: false))
        return nil
    }

    // The standard library has an overload for each simple type; all of them lead to the generic one.
    func decode(_ type: String.Type, forKey key: Key) throws -> String { note(type, key, "") }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { note(type, key, false) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { note(type, key, 0) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { note(type, key, 0) }

    private func note<Value: Decodable>(_ type: Value.Type, _ key: Key, _ sample: Value) -> Value {
        record.members.append(.init(name: key.stringValue, type: type, isRequired: true))
        return sample
    }

    private func sample<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if let date = Date.distantPast as? Value { return date }
        if let first = (type as? any CaseIterable.Type).flatMap({ firstCase($0) as? Value }) { return first }
        if let empty = (type as? any EmptyMakeable.Type)?.empty as? Value { return empty }
        return try Value(from: MemberDecoder(record: MemberRecord()))
    }

    private func firstCase<Cases: CaseIterable>(_ type: Cases.Type) -> Any? { type.allCases.first }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw NotAnObject() }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw NotAnObject() }
    func superDecoder() throws -> any Decoder { throw NotAnObject() }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw NotAnObject() }
}

private protocol EmptyMakeable {
    static var empty: Any { get }
}

extension Array: EmptyMakeable {
    static var empty: Any { [Element]() }
}
