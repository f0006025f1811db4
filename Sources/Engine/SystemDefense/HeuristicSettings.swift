import PacketPolicy

/// The settings of AMT_HeuristicPacketFilterSettings.
struct HeuristicSettings: Codable, Sendable, Equatable {
    static let fastClearTimes: ClosedRange<UInt32> = 10...1000
    static let slowClearTimes: ClosedRange<UInt32> = 1000...50_000
    /// More attempts than these in a window are no outbreak but a flood; the kernel's limits hold no more.
    static let thresholds: ClosedRange<UInt32> = 1...65_535

    var isEnabled = false
    var fastThreshold: UInt32 = 64
    var fastClearTime: UInt32 = 1000
    var slowThreshold: UInt32 = 512
    var slowClearTime: UInt32 = 50_000
    var blocksAll = false
    var blocksPort = true
    /// Seconds; 0 for until the statistics are reset.
    var encounterTimeout: UInt16 = 0

    var isValid: Bool {
        Self.fastClearTimes.contains(fastClearTime) && Self.slowClearTimes.contains(slowClearTime)
            && Self.thresholds.contains(fastThreshold) && Self.thresholds.contains(slowThreshold)
            && !(blocksAll && blocksPort)
    }

    /// What the wire is to do; nil while the heuristics are disabled.
    var containment: Containment? {
        guard isEnabled else { return nil }
        return Containment(
            fast: Containment.Window(attempts: fastThreshold, milliseconds: fastClearTime),
            slow: Containment.Window(attempts: slowThreshold, milliseconds: slowClearTime),
            blocksAll: blocksAll,
            blocksPort: blocksPort,
            seconds: encounterTimeout
        )
    }
}
