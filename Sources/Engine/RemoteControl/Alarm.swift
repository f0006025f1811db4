/// A time at which the PC is to be woken.
struct Alarm: Codable, Hashable, Sendable {
    /// The console's name of the alarm.
    let id: String
    /// A name for people.
    let text: String
    /// When it goes off next, in seconds since 1970.
    private(set) var start: UInt32
    /// Seconds between one waking and the next; 0 for an alarm that goes off once.
    let interval: UInt64
    /// Whether it goes when it has gone off for the last time.
    let isDeletedOnCompletion: Bool
    /// Whether it has gone off for the last time.
    private(set) var isOver = false

    /// Creates an alarm from its parts.
    init(id: String, text: String, start: UInt32, interval: UInt64 = 0, isDeletedOnCompletion: Bool = true) {
        self.id = id
        self.text = text
        self.start = start
        self.interval = interval
        self.isDeletedOnCompletion = isDeletedOnCompletion
    }

    /// Moves to the first time after `now`, or ends.
    fileprivate mutating func advance(beyond now: UInt32) {
        guard start <= now else { return }
        guard interval > 0, let next = UInt32(exactly: nextTurn(after: now)) else {
            isOver = true
            return
        }
        start = next
    }

    private func nextTurn(after now: UInt32) -> UInt64 {
        let turns = UInt64(now - start) / interval + 1
        let (distance, overflows) = turns.multipliedReportingOverflow(by: interval)
        let (sum, exceeds) = distance.addingReportingOverflow(UInt64(start))
        return overflows || exceeds ? .max : sum
    }
}

/// The alarms of a PC, as a value: time in, alarms that go off out.
struct AlarmBook: Codable, Hashable, Sendable {
    /// Alarms at most; what hardware has.
    static let greatestCount = 5
    /// Seconds for which an alarm that nobody was there to hear still wakes the PC.
    static let grace: UInt32 = 600

    private(set) var alarms: [Alarm] = []

    /// What becomes of an alarm that is to be added.
    enum Addition: Hashable, Sendable { case added, full, duplicate }

    /// Adds an alarm.
    mutating func add(_ alarm: Alarm) -> Addition {
        guard !alarms.contains(where: { $0.id == alarm.id }) else { return .duplicate }
        guard alarms.count < Self.greatestCount else { return .full }
        alarms.append(alarm)
        return .added
    }

    /// Removes an alarm.
    mutating func remove(_ id: String) { alarms.removeAll { $0.id == id } }

    /// The alarm that goes off next; nil when there is none.
    var next: Alarm? { alarms.filter { !$0.isOver }.min { $0.start < $1.start } }

    /// Whether an alarm goes off at `now`.
    ///
    /// One that is older than ``grace`` was missed, while the engine did not run; only its next turn counts.
    func rings(at now: UInt32) -> Bool {
        alarms.contains { !$0.isOver && $0.start <= now && now - $0.start <= Self.grace }
    }

    /// Moves the alarms whose time has come to their next turn; those that have none are over, or go.
    mutating func advance(beyond now: UInt32) {
        for place in alarms.indices { alarms[place].advance(beyond: now) }
        alarms.removeAll { $0.isOver && $0.isDeletedOnCompletion }
    }
}
