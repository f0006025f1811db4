/// Who has a hand on the power button, as a value.
///
/// One action goes on at a time. One that only asks the user OS, and may ask for minutes in vain, gives way to one that
/// does not ask.
struct PowerPresses: Sendable, Hashable {
    private var last = 0
    private var isHeld = false
    /// True while the action that goes on waits for what the user OS does.
    private var isAsking = false

    /// Begins an action; its number tells it from those before and after it.
    mutating func begin(_ action: PowerAction) -> Int {
        last += 1
        (isHeld, isAsking) = (true, action.asksUserOS)
        return last
    }

    /// The user OS has done what it was asked for; the rest is the board's, and is not left half done.
    mutating func obeyed(_ number: Int) {
        if holds(number) { isAsking = false }
    }

    /// The action has ended, unless another one has taken its place.
    mutating func end(_ number: Int) {
        if number == last { isHeld = false }
    }

    /// Whether the action still goes on.
    func holds(_ number: Int) -> Bool { isHeld && number == last }

    /// What is possible now, of the actions that make sense.
    func possible(_ actions: [PowerAction]) -> [PowerAction] {
        guard isHeld else { return actions }
        return isAsking ? actions.filter(\.isHard) : []
    }
}

extension PowerAction {
    /// Whether the user OS does it, or does not.
    fileprivate var asksUserOS: Bool {
        switch self {
        case .offGraceful, .resetGraceful, .cycleGraceful, .sleep, .hibernate: true
        case .on, .offHard, .reset, .cycle, .nmi: false
        }
    }

    /// Whether it ends what the user OS does, whatever that is.
    fileprivate var isHard: Bool { [.offHard, .reset, .cycle].contains(self) }
}
