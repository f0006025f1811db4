import Glibc

/// An IP address or a network, as people write it: `203.0.113.7`, `2001:db8::/32`.
public struct AddressRange: Sendable, Hashable {
    /// The canonical text; without a prefix length when it is one address.
    public let text: String
    public let isIPv6: Bool

    /// Reads an address with or without a prefix length; nil when the text is neither, or the prefix is 0.
    public init?(untrustedText: String) {
        let parts = untrustedText.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard untrustedText.utf8.count <= 49, let address = parts.first else { return nil }
        isIPv6 = address.contains(":")
        guard let canonical = Self.canonical(String(address), isIPv6) else { return nil }
        let bits = isIPv6 ? 128 : 32
        guard parts.count == 2 else {
            text = canonical
            return
        }
        guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(parts[1]),
            (1...bits).contains(length)
        else { return nil }
        text = length == bits ? canonical : "\(canonical)/\(length)"
    }

    private static func canonical(_ text: String, _ isIPv6: Bool) -> String? {
        let family = isIPv6 ? AF_INET6 : AF_INET
        var bytes = [UInt8](repeating: 0, count: 16)
        var name = [CChar](repeating: 0, count: 46)
        guard inet_pton(family, text, &bytes) == 1, inet_ntop(family, bytes, &name, 46) != nil else { return nil }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
