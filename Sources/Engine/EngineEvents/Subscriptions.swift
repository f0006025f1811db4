import ObjectManager
import CIMModel
import FoundationEssentials
import WSMan

/// The subscriptions as NVRAM keeps them.
struct Subscriptions: Codable, Sendable {
    /// Subscriptions at once; AMT has nine for the network.
    static let greatestCount = 9

    private var next = 1
    /// Those of the network.
    private var all: [EventSubscription] = []
    /// The one of the PC itself.
    private var local: EventSubscription?

    /// Those that a side has, and reaches.
    subscript(side: Caller.Side) -> [EventSubscription] {
        get { side == .local ? local.map { [$0] } ?? [] : all }
        set { if side == .local { local = newValue.last } else { all = newValue } }
    }

    /// Those of a side that have not ended.
    func standing(_ side: Caller.Side, at now: Date) -> [EventSubscription] {
        self[side].filter { $0.isOpen(at: now) }
    }

    /// Adds one; the PC's own takes the place of the one before.
    mutating func add(
        _ wanted: SubscribeRequest,
        _ side: Caller.Side,
        at now: Date
    ) throws(WSManFault) -> EventSubscription {
        self[side] = standing(side, at: now)
        guard side == .local || all.count < Self.greatestCount else { throw .eventSourceUnableToProcess }
        let new = wanted.subscription(number: next, now: now)
        next += 1
        self[side].append(new)
        return new
    }

    /// The place of the one that selectors choose on a side.
    func place(of selectors: Selectors, _ side: Caller.Side, at now: Date) throws(WSManFault) -> Int {
        let chosen = standing(side, at: now).filter { selectors.match($0.instance.element) }
        guard let only = chosen.first, let place = self[side].firstIndex(of: only) else {
            throw .destinationUnreachable
        }
        guard chosen.count == 1 else { throw .invalidSelectors }
        return place
    }
}
