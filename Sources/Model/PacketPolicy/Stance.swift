/// A named whole policy for the wire between the user OS and its appliance.
///
/// An endpoint is always in exactly one stance. A stance says everything about the wire: what it does not allow is
/// dropped, and a tighter stance also stops what was already flowing, because no stance remembers connections.
public enum Stance: String, Codable, CaseIterable, Hashable, Sendable {
    /// Everyday work: IPv4, IPv6 and ARP that carry the PC's own hardware address, less what System Defense takes away.
    case open
    /// Repair: the user OS reaches the package cache and the name service of its appliance, and nothing else.
    case patching
    /// Cut off: the user OS reaches the page that says so, and nothing else; no frame of it leaves the PC.
    case quarantine

    /// How much it forbids: more, the greater it is.
    public var severity: Int {
        switch self {
        case .open: 0
        case .patching: 1
        case .quarantine: 2
        }
    }
}
