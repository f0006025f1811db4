/// How many frames the filter saw, by what became of them.
public struct FilterCounters: Codable, Hashable, Sendable {
    public var fromUserOS: Wire
    public var toUserOS: Wire

    public init(fromUserOS: Wire = Wire(), toUserOS: Wire = Wire()) {
        self.fromUserOS = fromUserOS
        self.toUserOS = toUserOS
    }

    /// The counters of one direction since the table was made.
    public struct Wire: Codable, Hashable, Sendable {
        /// Crossed to the other tap.
        public var passed = Count()
        /// Dropped for a hardware address that is not the PC's.
        public var spoofed = Count()
        /// Dropped for a type that the stance does not list; in quarantine all that is no way to the notice.
        public var unlisted = Count()
        /// Dropped for headers that are cut short or contradict themselves.
        public var malformed = Count()
        /// Dropped in the patching stance because it was no part of a repair.
        public var notRepair = Count()
        /// Dropped by the policy of System Defense that is in force.
        public var defended = Count()
        /// Dropped while an outbreak of a worm was answered.
        public var contained = Count()

        public init() {}
    }

    /// Frames and their octets.
    public struct Count: Codable, Hashable, Sendable {
        public var packets: UInt64
        public var bytes: UInt64

        public init(packets: UInt64 = 0, bytes: UInt64 = 0) {
            self.packets = packets
            self.bytes = bytes
        }
    }
}
