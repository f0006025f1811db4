import AMTSchema
import FoundationEssentials
import NVRAM

/// What there is to say of an event: its kind and its extended data.
struct AuditEntry: Hashable, Sendable {
    let event: AuditEvent
    let extended: [UInt8]

    init(_ event: AuditEvent, _ extended: [UInt8] = []) {
        self.event = event
        self.extended = extended
    }
}

/// The audit log: writes what its policy asks for, and keeps it from being lost.
actor AuditTrail {
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
    let clock: Clock
    private(set) var settings: AuditSettings
    var lock: Lock?
    var lastHandle: UInt32 = 0

    /// Opens the log with the settings that NVRAM keeps.
    init(nvram: NVRAM, clock: Clock) async throws(NVRAMError) {
        self.nvram = nvram
        self.clock = clock
        settings = try await nvram.setting(Self.key, as: AuditSettings.self) ?? AuditSettings()
    }

    /// Changes the settings; what is told afterwards is kept.
    func change(_ body: @Sendable (inout AuditSettings) throws -> Void) async throws {
        let before = settings
        var wanted = settings
        try body(&wanted)
        settings = wanted
        do {
            try await nvram.set(wanted, for: Self.key)
        } catch {
            settings = before
            throw error
        }
    }

    /// Whether each of the events that the policy calls critical would find room.
    func hasRoom(for entries: [AuditEntry]) async throws(NVRAMError) -> Bool {
        let critical = entries.filter { settings.records($0.event) && settings.critical.contains($0.event) }
        guard !critical.isEmpty else { return true }
        // A record has 300 bytes at most before its extended data.
        let bytes = critical.reduce(0) { $0 + 300 + $1.extended.count }
        return try await nvram.hasAuditRoom(for: bytes, making: room)
    }

    /// Writes entries of one cause.
    func record(
        _ entries: [AuditEntry],
        by initiator: AuditRecord.Initiator,
        from location: AuditRecord.Location
    ) async throws(NVRAMError) {
        let time = clock.seconds
        var wanted = entries.filter { settings.records($0.event) }
        guard !wanted.isEmpty else { return }
        // A log begins by saying that it records; so it never has one record alone, over which some readers stumble.
        if try await nvram.auditExtent().count == 0 { wanted.insert(AuditEntry(.auditLogEnabled), at: 0) }
        let records = wanted.map { AuditRecord($0.event, by: initiator, at: time, from: location, $0.extended).bytes }
        let now = Date(timeIntervalSince1970: Double(time))
        _ = try await nvram.appendAudit(records, at: now, making: room)
    }

    /// Tells that the engine was set up at its first start, which nobody did over the network.
    func recordProvisioning() async throws(NVRAMError) {
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
    var keepsProvisioned: Bool { currentLock.map { !$0.isOfLog } ?? false }
}
