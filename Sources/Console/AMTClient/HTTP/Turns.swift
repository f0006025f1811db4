/// Who goes next where only one may go at a time; first come, first served.
struct Turns {
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Takes the turn when nobody has it.
    mutating func begin() -> Bool {
        guard !isTaken else { return false }
        isTaken = true
        return true
    }

    /// Joins the queue; resumed with the turn taken.
    mutating func wait(_ next: CheckedContinuation<Void, Never>) { waiting.append(next) }

    /// Gives the turn to the next in the queue.
    mutating func end() {
        if waiting.isEmpty {
            isTaken = false
        } else {
            waiting.removeFirst().resume()
        }
    }
}
