import Foundation

/// Learns the JSON schema of a `Codable` type by watching what it decodes.
struct SchemaReader {
    /// The schemas of the named types that were met, by name.
    private(set) var components: [String: JSONValue] = [:]

    /// The schema of a type: a reference for a type with members, which is then among the components.
    mutating func schema(of type: any Decodable.Type) -> JSONValue {
        if let simple = Self.simple(type) { return simple }
        if let element = (type as? any ListType.Type)?.element {
            return ["type": "array", "items": schema(of: element)]
        }
        if let choices = (type as? any CaseIterable.Type).flatMap(Self.choices) {
            return ["type": "string", "enum": .array(choices)]
        }
        let name = "\(type)"
        if components[name] == nil { components[name] = members(of: type) }
        return ["$ref": .string("#/components/schemas/\(name)")]
    }

    private mutating func members(of type: any Decodable.Type) -> JSONValue {
        let record = MemberRecord()
        _ = try? type.init(from: MemberDecoder(record: record))
        var properties: [String: JSONValue] = [:]
        for member in record.members { properties[member.name] = schema(of: member.type) }
        let required = record.members.filter(\.isRequired).map { JSONValue.string($0.name) }
        return ["type": "object", "properties": .object(properties), "required": .array(required)]
    }

    private static func simple(_ type: any Decodable.Type) -> JSONValue? {
        if type == String.self { return ["type": "string"] }
        if type == Bool.self { return ["type": "boolean"] }
        if type == Int.self || type == UInt64.self { return ["type": "integer"] }
        if type == Double.self { return ["type": "number"] }
        if type == Date.self { return ["type": "string", "format": "date-time"] }
        return nil
    }

    private static func choices(_ type: any CaseIterable.Type) -> [JSONValue]? {
        let names = (type.allCases as any Collection).compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
        return names.isEmpty ? nil : names.map { .string($0) }
    }
}

/// A list, as a type.
protocol ListType {
    /// The type of its elements.
    static var element: (any Decodable.Type)? { get }
}

extension Array: ListType {
    static var element: (any Decodable.Type)? { Element.self as? any Decodable.Type }
}
