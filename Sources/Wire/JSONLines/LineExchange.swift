/// Who waits for which answer, as a value: lines go in, and out comes who is to get them.
struct LineExchange<Waiter: Sendable>: Sendable {
    /// What is to be done with a received line.
    enum Delivery: Sendable {
        case answer(Waiter)
        case event
        case drop
    }

    private var waiting: [Int: Waiter] = [:]
    private var lastNumber = 0
    /// Why no more requests are taken; nil while they are.
    private(set) var end: LineError?

    mutating func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    mutating func expect(_ number: Int, _ waiter: Waiter) throws(LineError) {
        if let end {
            throw end
        }
        guard waiting[number] == nil else {
            throw .numberInUse(number)
        }
        waiting[number] = waiter
    }

    mutating func receive(_ kind: LineKind) -> Delivery {
        switch kind {
        case .reply(let number): waiting.removeValue(forKey: number).map(Delivery.answer) ?? .drop
        case .event: .event
        case .noise: .drop
        }
    }

    mutating func giveUp(_ number: Int) -> Waiter? {
        waiting.removeValue(forKey: number)
    }

    /// Ends the exchange and returns those who wait in vain.
    mutating func close(_ reason: LineError) -> [Waiter] {
        guard end == nil else {
            return []
        }
        end = reason
        defer { waiting = [:] }
        return Array(waiting.values)
    }
}
