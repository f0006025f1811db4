/// Whose turn it is, among those that do something one after the other, in the order of their coming.
struct Turns {
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Resumes what asks when its turn has come.
    mutating func enter(_ turn: CheckedContinuation<Void, Never>) {
        if isTaken { return waiting.append(turn) }
        isTaken = true
        turn.resume()
    }

    /// Lets the next one in.
    mutating func leave() {
        guard !waiting.isEmpty else { return isTaken = false }
        waiting.removeFirst().resume()
    }
}
