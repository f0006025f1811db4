/// The parameters of a `Digest` header, quoted or not, in whatever order.
public struct DigestParameters: Hashable, Sendable {
    /// The longest header that is read, in bytes.
    static let longest = 4096
    /// The most parameters that are read.
    static let greatestCount = 32

    /// The values by name, names in lower case.
    public let values: [String: String]

    /// Reads what stands in an `Authorization` or `WWW-Authenticate` header.
    ///
    /// - Returns: nil when it is not of the digest scheme, too long, or malformed.
    public init?(untrusted header: String) {
        guard header.utf8.count <= Self.longest else { return nil }
        let bytes = Array(header.utf8)
        guard Self.text(bytes.prefix(7)).lowercased() == "digest " else { return nil }
        var rest = bytes.dropFirst(7)
        var values: [String: String] = [:]
        while let parameter = Self.next(&rest) {
            guard values.updateValue(parameter.value, forKey: parameter.name) == nil,
                values.count <= Self.greatestCount
            else { return nil }
        }
        guard rest.isEmpty else { return nil }
        self.values = values
    }

    /// The value of a parameter; empty when it is absent.
    public subscript(_ name: String) -> String { values[name] ?? "" }

    private static func next(_ rest: inout ArraySlice<UInt8>) -> (name: String, value: String)? {
        rest = rest.drop { [UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "\t")].contains($0) }
        guard let equals = rest.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        let name = text(rest[..<equals].filter { $0 != UInt8(ascii: " ") }).lowercased()
        let after = rest[(equals + 1)...].drop { $0 == UInt8(ascii: " ") }
        guard !name.isEmpty, let (value, remainder) = value(after) else { return nil }
        rest = remainder
        return (name, value)
    }

    private static func value(_ bytes: ArraySlice<UInt8>) -> (value: String, rest: ArraySlice<UInt8>)? {
        guard bytes.first == UInt8(ascii: "\"") else {
            let end = bytes.firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ") } ?? bytes.endIndex
            return (text(bytes[..<end]), bytes[end...])
        }
        var value: [UInt8] = []
        var rest = bytes.dropFirst()
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return (text(value), rest) }
            guard byte == UInt8(ascii: "\\") else {
                value.append(byte)
                continue
            }
            guard let protected = rest.popFirst() else { return nil }
            value.append(protected)
        }
        return nil
    }

    private static func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
