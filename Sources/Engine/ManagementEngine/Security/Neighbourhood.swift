import Glibc

/// Those addresses of which one host may have any: an address of IPv4 by itself, and a whole network of IPv6.
public struct Neighbourhood: Hashable, Sendable {
    let name: String

    /// The neighbourhood of an address; of what is no address, one for all.
    public init(of untrustedAddress: String) { name = Self.name(untrustedAddress) }

    private static func name(_ address: String) -> String {
        guard address.utf8.contains(UInt8(ascii: ":")) else { return address }
        var bytes = in6_addr()
        guard inet_pton(AF_INET6, address.prefix { $0 != "%" }.description, &bytes) == 1 else { return "" }
        return withUnsafeBytes(of: bytes) { bytes in
            let isFourInSix = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
            return isFourInSix
                ? bytes.suffix(4).map(String.init).joined(separator: ".")
                : bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
        }
    }
}
