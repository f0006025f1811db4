package import ObjectManager
import AccessControl
import AMTSchema
import FoundationEssentials
package import NVRAM

/// What there is to say of an event: its kind and its extended data.
package struct AuditEntry: Hashable, Sendable {
    let event: AuditEvent
    let extended: [UInt8]

    package init(_ event: AuditEvent, _ extended: [UInt8] = []) {
        self.event = event
        self.extended = extended
    }
}

/// The audit log: writes what its policy asks for, and keeps it from being lost.
package actor AuditTrail {
    /// Seconds for which a lock may be asked.
    static let longestLock: UInt32 = 3600

    struct Lock {
        let handle: UInt32
        let holder: String
        let isOfLog: Bool
        let until: ContinuousClock.Instant
    }

    private static let key = "audit"

    let nvram: NVRAM
    package nonisolated let clock: Clock
    private let kept: KeptSetting<AuditSettings>
    var lock: Lock?
    var lastHandle: UInt32 = 0

    /// Opens the log with the settings that NVRAM keeps.
    package init(nvram: NVRAM, clock: Clock) async throws(NVRAMError) {
        self.nvram = nvram
        self.clock = clock
        kept = try await KeptSetting(Self.key, from: AuditSettings(), in: nvram)
    }

    /// The settings now.
    nonisolated var settings: AuditSettings { kept.value }

    /// Changes the settings; what is told afterwards is kept.
    nonisolated func change(_ body: @Sendable (inout AuditSettings) throws -> Void) async throws {
        try await kept.change(body)
    }

    /// Notes what is about to be done, so that it is told even when the engine ends before it has been.
    ///
    /// - Returns: nil when an event that the policy calls critical would find no room.
    package func intend(
        _ entries: [AuditEntry],
        by initiator: AuditRecord.Initiator,
        from location: AuditRecord.Location
    ) async throws -> AuditIntention? {
        let (time, settings, room) = (clock.seconds, settings, room)
        let wanted = entries.filter { settings.records($0.event) }
        guard !wanted.isEmpty else { return AuditIntention(id: nil) }
        let intent = AuditIntent(wanted, by: initiator, at: time, from: location)
        let critical = wanted.filter { settings.critical.contains($0.event) }
        // A record has 300 bytes at most before its extended data, which may be longer once it is done.
        let bytes = critical.reduce(0) { $0 + 300 + $1.extended.count }
        do {
            return try await nvram.step { nvram in
                guard try critical.isEmpty || nvram.hasAuditRoom(beside: nvram.auditIntents(), for: bytes, making: room)
                else { return nil }
                return try nvram.keep(intent)
            }
        } catch  where critical.isEmpty {
            // A full disk keeps nobody from what may be done without a record.
            return AuditIntention(id: nil)
        }
    }

    /// Writes entries of one cause.
    ///
    /// - Parameter intention: what was noted before; it is told by these entries and by nothing else.
    package func record(
        _ entries: [AuditEntry],
        by initiator: AuditRecord.Initiator,
        from location: AuditRecord.Location,
        fulfilling intention: AuditIntention? = nil
    ) async throws {
        let (settings, room) = (settings, room)
        let wanted = entries.filter { settings.records($0.event) }
        guard !wanted.isEmpty || intention?.id != nil else { return }
        let intent = AuditIntent(wanted, by: initiator, at: clock.seconds, from: location)
        try await nvram.step { nvram in
            try nvram.drop(intention)
            try nvram.tell(intent, making: room)
        }
    }

    /// Does what was noted; when it fails, the note is forgotten.
    package func dropping<Answer>(
        _ intention: AuditIntention?,
        isolation: isolated (any Actor)? = #isolation,
        _ work: () async throws -> Answer
    ) async throws -> Answer {
        do {
            return try await work()
        } catch {
            // What cannot be forgotten is told when the engine starts again: rather too much than too little.
            try? await nvram.step { try $0.drop(intention) }
            throw error
        }
    }

    /// Tells of what an engine was about when it ended: it may have done it.
    package func recordUnfinished() async throws {
        let room = room
        try await nvram.step { nvram in
            let intents = try nvram.auditIntents().values.sorted { $0.time < $1.time }
            guard !intents.isEmpty else { return }
            try nvram.removeSetting(AuditIntent.key)
            for intent in intents { try nvram.tell(intent, making: room) }
        }
    }

    /// Tells that the engine was set up at its first start, which nobody did over the network.
    package func recordProvisioning() async throws {
        try await record(
            [AuditEntry(.provisioningStarted), AuditEntry(.provisioningCompleted)],
            by: .local,
            from: .none
        )
    }

    /// A locked log loses no record.
    private var room: AuditRoom {
        let now = Date(timeIntervalSince1970: Double(clock.seconds))
        return currentLock?.isOfLog == true ? .none : settings.room(now: now)
    }
}

extension AuditTrail {
    /// The lock that holds now.
    var currentLock: Lock? { lock.flatMap { $0.until > .now ? $0 : nil } }

    /// Locks the log or the unprovisioning, prolongs a lock, or gives it up.
    ///
    /// - Returns: the lock's handle; nil when it was given up.
    func setLock(
        _ flag: AMT.AuditLog.LockFlag,
        handle: UInt32?,
        seconds: UInt32,
        by holder: String
    ) throws(Refusal) -> UInt32? {
        if let standing = currentLock, standing.handle != handle {
            throw Refusal(flag == .unlock ? .invalidHandle : .notPermitted)
        }
        guard flag != .unlock else {
            guard currentLock != nil else { throw Refusal(.invalidHandle) }
            lock = nil
            return nil
        }
        guard (1...Self.longestLock).contains(seconds) else { throw Refusal(.invalidParameter) }
        lastHandle = currentLock?.handle ?? UInt32.random(in: 1...UInt32.max)
        lock = Lock(
            handle: lastHandle,
            holder: holder,
            isOfLog: flag == .lockLog,
            until: .now + .seconds(Int64(seconds))
        )
        return lastHandle
    }

    /// Empties the log, unless somebody else holds it.
    func clear(by user: String) async throws {
        if let lock = currentLock, lock.isOfLog, lock.holder != user { throw Refusal(.notPermitted) }
        try await nvram.clearAudit()
    }

    /// Whether a lock keeps the engine provisioned.
    package var keepsProvisioned: Bool { currentLock.map { !$0.isOfLog } ?? false }
}
