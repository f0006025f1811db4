import AMTSchema
import NVRAM

/// The data store as one request finds and leaves it.
struct StorageVisit {
    var store: OpenDataStore
    var sessions: StorageSessions
    /// Whether the request comes from the user OS.
    let isLocal: Bool
    let now: UInt64

    var tables: DataStore {
        get { store.tables }
        set { store.tables = newValue }
    }

    /// Enterprises at most, our own among them.
    static let greatestEnterpriseCount = 8
    /// Partners at most, our own among them.
    static let greatestPartnerCount = 24
    /// Applications at most.
    static let greatestApplicationCount = 64
    /// Permissions groups of a block at most.
    static let greatestGroupCount = 2
    /// Members of a permissions group at most.
    static let greatestMemberCount = 8
    /// Bytes of a name.
    static let greatestNameLength = 64

    /// A handle that no entry ever had.
    mutating func newHandle() throws(StorageRefusal) -> UInt32 {
        let handle = tables.shares.nextHandle
        guard handle < UInt32.max else { throw StorageRefusal(.maxLimitReached) }
        tables.shares.nextHandle = handle + 1
        return handle
    }

    /// A name of at most so many bytes, without control characters.
    static func name(_ untrusted: String?, atMost count: Int = greatestNameLength) throws(StorageRefusal) -> String {
        guard let untrusted, !untrusted.isEmpty, untrusted.utf8.count <= count,
            untrusted.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else { throw StorageRefusal(.invalidName) }
        return untrusted
    }

    /// An optional name: nil and empty are none.
    static func optionalName(_ untrusted: String?, atMost count: Int) throws(StorageRefusal) -> String {
        guard let untrusted, !untrusted.isEmpty else { return "" }
        return try name(untrusted, atMost: count)
    }

    /// A parameter that must be there.
    static func required<Value>(_ value: Value?) throws(StorageRefusal) -> Value {
        guard let value else { throw StorageRefusal(.invalidParameter) }
        return value
    }
}

// MARK: - Registration

extension StorageVisit {
    /// Opens the session of the application that has this identity.
    mutating func register(_ wanted: DataStore.Application, enterprise: String) throws(StorageRefusal) -> String {
        guard wanted.uuid.count == 16, let enterprise = enterpriseHandle(enterprise) else {
            throw StorageRefusal(.invalidRegistrationData)
        }
        var wanted = wanted
        wanted.enterprise = enterprise
        let handle = try applicationHandle(wanted)
        guard let session = sessions.begin(handle, isLocal: isLocal, now: now) else {
            throw StorageRefusal(.maxLimitReached)
        }
        return session
    }

    private func enterpriseHandle(_ name: String) -> UInt32? { tables.enterprises.first { $0.value.name == name }?.key }

    /// An application belongs to the side on which it came first, for its data is not the other side's.
    private mutating func applicationHandle(_ wanted: DataStore.Application) throws(StorageRefusal) -> UInt32 {
        if let (handle, known) = tables.applications.first(where: { $0.value.hasIdentity(of: wanted) }) {
            guard known.side == nil || known.side == wanted.side else { throw StorageRefusal(.notPermitted) }
            return handle
        }
        guard tables.applications.count < Self.greatestApplicationCount else { throw StorageRefusal(.maxLimitReached) }
        let handle = try newHandle()
        tables.applications[handle] = wanted
        return handle
    }

    /// The application of a session.
    mutating func application(_ untrustedSession: String?) throws(StorageRefusal) -> UInt32 {
        guard let untrustedSession,
            let application = sessions.use(untrustedSession, isLocal: isLocal, now: now),
            tables.applications[application] != nil
        else { throw StorageRefusal(.applicationNotRegistered) }
        return application
    }

    /// Forgets an application with all that it owns and may see.
    mutating func remove(application: UInt32) throws(StorageRefusal) {
        guard application != DataStore.factsHandle else { throw StorageRefusal(.notPermitted) }
        sessions.endSessions(of: application)
        for (handle, block) in tables.blocks where block.owner == application { remove(block: handle) }
        for handle in tables.groups.keys { tables.groups[handle]?.members.removeAll { $0 == application } }
        tables.applications[application] = nil
    }

    /// Forgets a block and its groups.
    mutating func remove(block: UInt32) {
        tables.groups = tables.groups.filter { $0.value.block != block }
        sessions.unlock(block)
        tables.blocks[block] = nil
    }

    /// The applications of the same vendor as this one.
    func siblings(of application: UInt32) -> [UInt32] {
        let vendor = tables.applications[application]?.vendor
        return tables.applications.filter { $0.value.vendor == vendor }.keys.sorted()
    }
}

extension DataStore.Application {
    fileprivate func hasIdentity(of other: Self) -> Bool {
        uuid == other.uuid && vendor == other.vendor && name == other.name && enterprise == other.enterprise
    }
}

// MARK: - Space

extension StorageVisit {
    /// Bytes that an application has set aside.
    func used(by application: UInt32) -> UInt32 { used { $0 == application } }

    /// Bytes that all partners have set aside.
    var usedByPartners: UInt32 { used { isPartner($0) } }

    /// Bytes that are set aside.
    var used: UInt32 { used { _ in true } }

    /// Bytes that others than partners may set aside together.
    var othersShare: UInt32 { DataStore.totalSize - tables.shares.partners }

    /// The allotment of an application that is a partner.
    func partner(_ application: UInt32) -> DataStore.Partner? {
        guard let application = tables.applications[application] else { return nil }
        return tables.partners.values.first { $0.vendor == application.vendor && $0.application == application.name }
    }

    func isPartner(_ application: UInt32) -> Bool { partner(application) != nil }

    /// Bytes that an application may still set aside.
    ///
    /// A partner that finds the partners' area full goes on in the others', as long as its allotment reaches.
    func available(to application: UInt32) -> UInt32 {
        let left = DataStore.totalSize - min(used, DataStore.totalSize)
        if let partner = partner(application) {
            let name = (partner.vendor, partner.application)
            let mine = used { owner in
                tables.applications[owner].map { ($0.vendor, $0.name) == name } ?? false
            }
            return min(left, partner.size - min(mine, partner.size))
        }
        let own = used(by: application)
        let others = used - usedByPartners
        let mayHave = tables.shares.eachOther - min(own, tables.shares.eachOther)
        return min(left, mayHave, othersShare - min(others, othersShare))
    }

    private func used(_ isCounted: (UInt32) -> Bool) -> UInt32 {
        tables.blocks.values.filter { isCounted($0.owner) }.reduce(0) { $0 + $1.size }
    }
}
