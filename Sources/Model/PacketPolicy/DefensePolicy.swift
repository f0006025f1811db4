/// A System Defense policy: a choice of filters, and what becomes of frames that none of them means.
public struct DefensePolicy: Codable, Hashable, Identifiable, Sendable {
    public var id: UInt32
    public var name: String
    /// Of several enabled policies the one with the greatest precedence is in force.
    public var precedence: UInt32
    /// Whether packets of the user OS that carry a source address which is not the host's are dropped.
    public var isAgainstSpoofing: Bool
    /// The filters, by creation handle.
    public var filters: [Filter.ID]
    /// What happens to frames from the user OS that no filter means.
    public var fromUserOS: Otherwise
    /// What happens to frames to the user OS that no filter means.
    public var toUserOS: Otherwise

    public init(
        id: UInt32,
        name: String = "",
        precedence: UInt32 = 0,
        isAgainstSpoofing: Bool = false,
        filters: [Filter.ID] = [],
        fromUserOS: Otherwise = Otherwise(),
        toUserOS: Otherwise = Otherwise()
    ) {
        self.id = id
        self.name = name
        self.precedence = precedence
        self.isAgainstSpoofing = isAgainstSpoofing
        self.filters = filters
        self.fromUserOS = fromUserOS
        self.toUserOS = toUserOS
    }

    /// What happens to frames of a direction that no filter means.
    public struct Otherwise: Codable, Hashable, Sendable {
        public var drops: Bool
        public var counts: Bool
        public var raisesEvent: Bool

        public init(drops: Bool = false, counts: Bool = false, raisesEvent: Bool = false) {
            self.drops = drops
            self.counts = counts
            self.raisesEvent = raisesEvent
        }
    }

    /// What happens to frames of a direction that no filter means.
    public func otherwise(_ direction: Direction) -> Otherwise {
        direction == .fromUserOS ? fromUserOS : toUserOS
    }
}
