/// The parameters of a `Digest` header, quoted or not, in whatever order.
public struct DigestParameters: Hashable, Sendable {
    /// The longest header that is read, in bytes.
    static let longest = 4096

    /// The values by name, names in lower case.
    public let values: [String: String]

    /// Reads what stands in an `Authorization` or `WWW-Authenticate` header.
    ///
    /// - Returns: nil when it is not of the digest scheme, too long, or malformed.
    public init?(untrusted header: String) {
        guard header.utf8.count <= Self.longest, header.lowercased().hasPrefix("digest ") else { return nil }
        var rest = header.dropFirst(7)
        var values: [String: String] = [:]
        while let parameter = Self.next(&rest) {
            guard values.updateValue(parameter.value, forKey: parameter.name) == nil else { return nil }
        }
        guard rest.isEmpty else { return nil }
        self.values = values
    }

    /// The value of a parameter; empty when it is absent.
    public subscript(_ name: String) -> String { values[name] ?? "" }

    private static func next(_ rest: inout Substring) -> (name: String, value: String)? {
        rest = rest.drop { $0 == " " || $0 == "," || $0 == "\t" }
        guard let equals = rest.firstIndex(of: "=") else { return nil }
        let name = rest[..<equals].lowercased().filter { $0 != " " }
        let after = rest[rest.index(after: equals)...].drop { $0 == " " }
        guard !name.isEmpty, let (value, remainder) = value(after) else { return nil }
        rest = remainder
        return (name, value)
    }

    private static func value(_ text: Substring) -> (value: String, rest: Substring)? {
        guard text.first == "\"" else {
            let end = text.firstIndex { $0 == "," || $0 == " " } ?? text.endIndex
            return (String(text[..<end]), text[end...])
        }
        var value = ""
        var place = text.index(after: text.startIndex)
        while place < text.endIndex, text[place] != "\"" {
            if text[place] == "\\" { place = text.index(after: place) }
            guard place < text.endIndex else { return nil }
            value.append(text[place])
            place = text.index(after: place)
        }
        guard place < text.endIndex else { return nil }
        return (value, text[text.index(after: place)...])
    }
}
