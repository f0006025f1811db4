public import Suricata

/// Tells from what the kernel could not hand over whether the intrusion detection still sees the traffic.
public struct Blindness: Sendable {
    /// How many looks are taken together, and what was lost of how much more is too much: one packet in so many.
    private static let (looks, tolerated, fewest) = (10, UInt64(20), UInt64(200))

    private var tallies: [CaptureTally] = []

    /// Creates one that has seen nothing.
    public init() {}

    /// Takes what was counted so far, once a look; gives the percentage that is lost while that is too much.
    public mutating func percentage(after tally: CaptureTally) -> Int? {
        // One that was started anew counts anew.
        if let last = tallies.last, tally.packets < last.packets || tally.drops < last.drops { tallies = [] }
        tallies = (tallies + [tally]).suffix(Self.looks + 1)
        guard let first = tallies.first else { return nil }
        let (lost, all) = (tally.drops - first.drops, tally.packets - first.packets)
        guard lost >= Self.fewest, lost * Self.tolerated > all else { return nil }
        return Int(min(100, lost * 100 / max(all, lost)))
    }
}
