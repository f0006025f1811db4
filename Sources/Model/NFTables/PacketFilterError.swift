/// Why the filter could not be put in place, changed or read.
public enum PacketFilterError: Error, Hashable, Sendable {
    /// A device's name is empty, too long, or has characters that nft would take for something else.
    case badDeviceName(String)
    /// Two of the chassis' four devices have one name.
    case sameDeviceTwice
    /// A device of the chassis does not exist in this network namespace.
    case noDevice(String)
    /// libnftables could not start; it needs the right to administer the network.
    case unavailable
    /// The kernel or nft refused a transaction, so nothing of it took effect; with nft's own words.
    case refused(String)
    /// nft's list of the ruleset could not be read.
    case unreadable(String)
}

extension PacketFilterError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .badDeviceName(let name): "“\(name)” cannot name a network device"
        case .sameDeviceTwice: "the chassis needs four different network devices"
        case .noDevice(let name): "there is no network device “\(name)” in this network namespace"
        case .unavailable: "libnftables does not start here; is this root?"
        case .refused(let text): "nftables refused the ruleset: \(text)"
        case .unreadable(let text): "the ruleset's listing cannot be read: \(text)"
        }
    }
}
