/// A statement about frames that the open stance would let pass (System Defense).
///
/// A frame is compared with all filters of its direction, whatever their order: one that says drop is enough.
public struct Filter: Codable, Hashable, Identifiable, Sendable {
    /// The filter's creation handle; policies and counters name it by that.
    public var id: UInt32
    public var direction: Direction
    public var match: Match
    public var profile: Profile
    /// Whether the first match raises an event.
    public var raisesEvent: Bool

    public init(
        id: UInt32,
        direction: Direction,
        match: Match,
        profile: Profile = .drop,
        raisesEvent: Bool = false
    ) {
        self.id = id
        self.direction = direction
        self.match = match
        self.profile = profile
        self.raisesEvent = raisesEvent
    }

    /// What happens to a frame that the filter means.
    public enum Profile: Codable, Hashable, Sendable {
        case pass
        case drop
        /// It passes, and consoles may read how many did.
        case countAndPass
        /// It is dropped, and consoles may read how many were.
        case countAndDrop
        /// It passes, up to so many in a second; what is more is dropped.
        case limit(packetsPerSecond: UInt32)
    }
}

extension Filter {
    /// Whether what the filter means is dropped, at whatever rate it comes.
    public var drops: Bool { profile == .drop || profile == .countAndDrop }

    /// Whether consoles may read how often the filter matched.
    public var isCounted: Bool { profile == .countAndPass || profile == .countAndDrop }

    /// How many packets pass in a second, of a filter that limits them.
    public var limit: UInt32? {
        if case .limit(let packetsPerSecond) = profile { packetsPerSecond } else { nil }
    }
}
