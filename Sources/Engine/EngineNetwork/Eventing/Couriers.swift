import ManagementEngine

/// Who brings events to which subscription: one courier each, so that no subscriber waits for another.
struct Couriers {
    /// Events that may wait for one subscriber; of more the oldest are lost.
    private static let greatestBacklog = 64

    private var bags: [Int: AsyncStream<EventNotice>.Continuation] = [:]

    /// Gives a notice to the courier of its subscription.
    ///
    /// - Returns: what a new courier has to bring, when there was none.
    mutating func give(_ notice: EventNotice) -> AsyncStream<EventNotice>? {
        if let bag = bags[notice.subscription] {
            bag.yield(notice)
            return nil
        }
        let (round, bag) = AsyncStream.makeStream(
            of: EventNotice.self,
            bufferingPolicy: .bufferingNewest(Self.greatestBacklog)
        )
        bags[notice.subscription] = bag
        bag.yield(notice)
        return round
    }

    /// Dismisses the couriers of all other subscriptions; each ends with what it has already.
    mutating func dismiss(allBut subscriptions: Set<Int>) {
        for (number, bag) in bags where !subscriptions.contains(number) {
            bag.finish()
            bags[number] = nil
        }
    }
}
