import Foundation

/// Slows guessing down: after five wrong passwords for a name each further one closes the door for twice as long.
struct LoginThrottle: Sendable {
    private struct Record: Sendable {
        var failures = 0
        var closedUntil = Date.distantPast
    }

    private var records: [String: Record] = [:]
    private let free: Int
    private let longest: Double
    private let most = 1000

    /// A throttle with so many free attempts, closed for at most so many seconds.
    init(free: Int = 5, longest: Double = 300) {
        self.free = free
        self.longest = longest
    }

    /// How many seconds the name has to wait; 0 when it may try.
    func wait(for untrustedName: String, at now: Date) -> Int {
        let left = records[key(untrustedName)]?.closedUntil.timeIntervalSince(now) ?? 0
        return left > 0 ? Int(left.rounded(.up)) : 0
    }

    /// Notes a wrong password.
    mutating func failed(_ untrustedName: String, at now: Date) {
        if records.count >= most { records = records.filter { $0.value.closedUntil > now } }
        var record = records[key(untrustedName), default: Record()]
        record.failures += 1
        if record.failures >= free {
            let seconds = min(longest, Double(1 << min(record.failures - free, 20)))
            record.closedUntil = now.addingTimeInterval(seconds)
        }
        records[key(untrustedName)] = record
    }

    /// Forgets the failures of a name that gave the right password.
    mutating func succeeded(_ name: String) {
        records[key(name)] = nil
    }

    private func key(_ untrustedName: String) -> String {
        String(untrustedName.prefix(64))
    }
}
