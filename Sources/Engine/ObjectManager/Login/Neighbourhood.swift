/// Those addresses of which one host may have any: an address of IPv4 by itself, and a whole network of IPv6.
public struct Neighbourhood: Hashable, Sendable {
    package let name: String

    /// The neighbourhood of an address.
    public init(of untrustedAddress: String) {
        let origin = LoginOrigin(untrustedAddress)
        name = origin.network ?? origin.address
    }
}
