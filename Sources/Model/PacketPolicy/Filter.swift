/// An administrator's word about some of the packets that the open stance lets pass.
///
/// Filters only take away. Their order does not matter: a packet that any filter drops is dropped. A filter that names
/// ports does not see fragments after the first, which carry none; without the first they are useless to a receiver.
public struct Filter: Codable, Hashable, Identifiable, Sendable {
    /// The administrator's number for the filter; counters are told by it.
    public var id: UInt32
    public var direction: Direction
    public var match: Match
    public var action: Action

    public init(id: UInt32, direction: Direction, match: Match, action: Action = .drop) {
        self.id = id
        self.direction = direction
        self.match = match
        self.action = action
    }

    /// What happens to a packet that the filter means.
    public enum Action: String, Codable, CaseIterable, Hashable, Sendable {
        /// It is counted and dropped.
        case drop
        /// It is counted and goes on.
        case count
    }
}
