/// Who is at the data store now: sessions, locks, and how much may still be written.
///
/// None of it outlives the engine, as none outlives a reset of the firmware.
struct StorageSessions: Sendable, Hashable {
    /// Idle seconds after which a session ends.
    static let sessionTimeout: UInt64 = 1800
    /// Idle seconds after which a lock ends.
    static let lockTimeout: UInt64 = 60
    /// Sessions at once.
    static let greatestCount = 16
    /// Writes at once; there is one more every ten seconds.
    static let greatestBudget: UInt64 = 8192

    struct Session: Sendable, Hashable {
        let application: UInt32
        let isLocal: Bool
        var lastUse: UInt64
    }

    struct Lock: Sendable, Hashable {
        let application: UInt32
        var lastUse: UInt64
    }

    private(set) var open: [String: Session] = [:]
    private(set) var locks: [UInt32: Lock] = [:]
    private var writesUsed: UInt64 = 0
    private var refilledAt: UInt64 = 0

    /// Ends what was idle for too long.
    mutating func expire(now: UInt64) {
        for (handle, session) in open where session.lastUse + Self.sessionTimeout <= now { end(handle) }
        locks = locks.filter { $0.value.lastUse + Self.lockTimeout > now }
        let refill = (now - min(refilledAt, now)) / 10
        writesUsed -= min(refill, writesUsed)
        refilledAt += refill * 10
    }

    /// Opens the session of an application in the place of the one it had; nil when there are too many.
    mutating func begin(_ application: UInt32, isLocal: Bool, now: UInt64) -> String? {
        endSessions(of: application)
        guard open.count < Self.greatestCount else { return nil }
        let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16, uppercase: true)
        let handle = String(repeating: "0", count: 16 - digits.count) + digits
        open[handle] = Session(application: application, isLocal: isLocal, lastUse: now)
        return handle
    }

    /// The application of a session that comes from the side on which it was opened.
    mutating func use(_ handle: String, isLocal: Bool, now: UInt64) -> UInt32? {
        let handle = handle.uppercased()
        guard let session = open[handle], session.isLocal == isLocal else { return nil }
        open[handle]?.lastUse = now
        return session.application
    }

    /// Ends a session and releases what its application has locked.
    mutating func end(_ handle: String) {
        guard let session = open.removeValue(forKey: handle.uppercased()) else { return }
        locks = locks.filter { $0.value.application != session.application }
    }

    /// Ends the session of an application, if there is one.
    mutating func endSessions(of application: UInt32) {
        for (handle, session) in open where session.application == application { end(handle) }
    }

    /// Locks a block for an application.
    mutating func lock(_ block: UInt32, for application: UInt32, now: UInt64) {
        locks[block] = Lock(application: application, lastUse: now)
    }

    /// Releases a block.
    mutating func unlock(_ block: UInt32) { locks[block] = nil }

    /// Keeps the lock of a block from becoming idle.
    mutating func touch(_ block: UInt32, now: UInt64) { locks[block]?.lastUse = now }

    /// Writes that are sure to succeed.
    var writesLeft: UInt64 { Self.greatestBudget - writesUsed }

    /// Takes one write from the budget.
    mutating func spendWrite() { writesUsed += 1 }
}
