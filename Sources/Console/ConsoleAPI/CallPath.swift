/// The paths of the REST interface.
public enum CallPath {
    /// What every call's path begins with.
    public static let root = "/api/v1"

    /// The names of a path's parameters, in order.
    public static func parameters(of path: String) -> [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }.map {
            String($0.dropFirst().dropLast())
        }
    }

    /// The path with its parameters replaced, in order, by percent-encoded values.
    public static func fill(_ path: String, with values: [String]) -> String {
        var remaining = values[...]
        return path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            guard part.hasPrefix("{"), let value = remaining.popFirst() else { return String(part) }
            return encode(value)
        }.joined(separator: "/")
    }

    /// A text as one segment of a path: all but RFC 3986's unreserved characters percent-encoded.
    public static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.map { byte in
            let isPlain = unreserved.contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }.joined()
    }

    private static let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
}
