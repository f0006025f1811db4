import Glibc

/// Where an attempt comes from.
struct LoginOrigin: Hashable {
    /// The address, the same for every way to write it.
    package let address: String
    /// The IPv6 network of 64 bits that it is in: whoever has one of its addresses can have them all.
    package var network: String?

    package init(_ untrusted: String) {
        var bytes = in6_addr()
        guard untrusted.utf8.contains(UInt8(ascii: ":")),
            inet_pton(AF_INET6, untrusted.prefix { $0 != "%" }.description, &bytes) == 1
        else {
            address = untrusted
            return
        }
        let all = withUnsafeBytes(of: bytes) { Array($0) }
        let isFourInSix = all.prefix(10).allSatisfy { $0 == 0 } && all[10] == 0xFF && all[11] == 0xFF
        address = isFourInSix ? all.suffix(4).map(String.init).joined(separator: ".") : Self.text(all[...])
        network = isFourInSix ? nil : Self.text(all.prefix(8))
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.map { String($0, radix: 16) }.joined(separator: ":")
    }
}
