/// A network adapter as the guest sees it.
public struct GuestInterface: Sendable, Decodable, Hashable {
    /// An address of the adapter.
    public struct Address: Sendable, Decodable, Hashable {
        public var address: String
        public var prefix: Int
        /// `ipv4` or `ipv6`.
        public var family: String

        private enum CodingKeys: String, CodingKey {
            case address = "ip-address"
            case prefix
            case family = "ip-address-type"
        }
    }

    public var name: String
    public var mac: String?
    public var addresses: [Address]?

    private enum CodingKeys: String, CodingKey {
        case name
        case mac = "hardware-address"
        case addresses = "ip-addresses"
    }
}

extension GuestAgent {
    /// The network adapters of the guest.
    public func interfaces(within time: Duration = .seconds(5)) async throws(GuestAgentError) -> [GuestInterface] {
        try await execute(GetInterfaces(), within: time)
    }
}

private struct GetInterfaces: GuestAgentCommand {
    typealias Reply = [GuestInterface]
    static let name = "guest-network-get-interfaces"
}
