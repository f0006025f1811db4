import AMTSchema
import FoundationEssentials
import Inventory
import NVRAM
import Synchronization
import Testing

@testable import ThirdPartyStorage
@testable import ObjectManager
@testable import ManagementEngine

@Suite("The third-party data store")
struct DataStoreTests {
    let store: Store

    init() throws { store = Store(nvram: try NVRAM(path: ":memory:")) }

    @Test("an application registers under an enterprise of the list, and is the same when it comes again")
    func registration() async throws {
        #expect(await store.refusal { try $0.register(.one, enterprise: "Nobody") } == .invalidRegistrationData)
        try await store.addEnterprise()
        let first = try await store.application(.one)
        let again = try await store.application(.one)
        #expect(again.handle == first.handle)
        #expect(await store.refusal { _ = try $0.application(first.session) } == .applicationNotRegistered)
        #expect(try await store.application(.two).handle != first.handle)
    }

    @Test("an application belongs to the side of the PC on which it came first, and so does its session")
    func sides() async throws {
        try await store.addEnterprise()
        let session = try await store.application(.one).session
        #expect(await store.refusal(as: .program) { try $0.application(session) } == .applicationNotRegistered)
        let status = await store.refusal(as: .program) { try $0.register(.oneFromTheUserOS, enterprise: "Example") }
        #expect(status == .notPermitted)
    }

    @Test("what was never written reads as erased flash, what was written as it was")
    func data() async throws {
        try await store.addEnterprise()
        let one = try await store.application(.one).handle
        let block = try await store.block(of: one, pages: 2)
        #expect(
            try await store.do { try $0.read(block, from: 4000, 200, by: one) } == Array(repeating: 0xFF, count: 200)
        )
        let bytes = (0..<200).map { UInt8($0) }
        try await store.do { try $0.write(bytes, to: block, at: 4000, by: one) }
        #expect(try await store.do { try $0.read(block, from: 4000, 200, by: one) } == bytes)
        #expect(try await store.do { try $0.read(block, from: 3999, 1, by: one) } == [0xFF])
    }

    @Test(
        "a read or a write outside of a block is refused",
        arguments: [
            (8192, 1, .invalidByteOffset), (UInt32.max, 1, .invalidByteOffset), (0, 0, .invalidByteCount),
            (0, 4097, .invalidByteCount), (8000, 193, .invalidByteCount), (0, UInt32.max, .invalidByteCount),
        ] as [(UInt32, UInt32, AMT.StorageStatus)]
    )
    func bounds(offset: UInt32, count: UInt32, status: AMT.StorageStatus) async throws {
        try await store.addEnterprise()
        let one = try await store.application(.one).handle
        let block = try await store.block(of: one, pages: 2)
        #expect(await store.refusal { try $0.read(block, from: offset, count, by: one) } == status)
    }

    @Test("an application sets aside as much as it may have, in whole pages")
    func space() async throws {
        try await store.addEnterprise()
        let one = try await store.application(.one).handle
        #expect(try await store.do { $0.available(to: one) } == 65_536)
        #expect(await store.refusal { try $0.allocate(.of(one, 5000)) } == .invalidByteCount)
        #expect(await store.refusal { try $0.allocate(.of(one, 0)) } == .invalidByteCount)
        #expect(await store.refusal { try $0.allocate(.of(one, 65_536 + 4096)) } == .notEnoughStorage)
        let block = try await store.block(of: one, pages: 16)
        #expect(await store.refusal { try $0.allocate(.of(one, 4096)) } == .notEnoughStorage)
        try await store.do { $0.remove(block: block) }
        #expect(try await store.do { $0.available(to: one) } == 65_536)
    }

    @Test("a partner has an allotment of its own")
    func partner() async throws {
        try await store.addEnterprise()
        let entry = DataStore.Partner(vendor: "Example", application: "one", size: 131_072)
        let partner = try await store.do { try $0.addPartner(entry) }
        let one = try await store.application(.one).handle
        #expect(try await store.do { $0.available(to: one) } == 131_072)
        _ = try await store.block(of: one, pages: 8)
        #expect(try await store.do { $0.usedByPartners } == 8 * 4096)
        try await store.do { try $0.removePartner(partner) }
        #expect(try await store.do { $0.available(to: one) } == 65_536 - 8 * 4096)
    }

    @Test("a permissions group lets its members read, or read and write, and nobody else")
    func groups() async throws {
        try await store.addEnterprise()
        let (one, two) = (try await store.application(.one).handle, try await store.application(.two).handle)
        let block = try await store.block(of: one, pages: 1)
        #expect(await store.refusal { try $0.read(block, from: 0, 1, by: two) } == .notPermitted)
        let group = try await store.do { try $0.addGroup(.of(block, 1), by: one) }
        try await store.change(group, of: block, by: one) { visit, group throws(StorageRefusal) in
            try visit.adding([two], to: group)
        }
        _ = try await store.do { try $0.read(block, from: 0, 1, by: two) }
        #expect(await store.refusal { try $0.write([1], to: block, at: 0, by: two) } == .notPermitted)
        try await store.change(group, of: block, by: one) { _, group in
            .of(block, 2, members: group.members)
        }
        try await store.do { try $0.write([1], to: block, at: 0, by: two) }
        #expect(await store.refusal { try $0.own(block, of: two) } == .notOwner)
    }

    @Test("a hidden block does not exist for others, but its groups' members use it")
    func hidden() async throws {
        try await store.addEnterprise()
        let (one, two) = (try await store.application(.one).handle, try await store.application(.two).handle)
        let block = try await store.block(of: one, pages: 1)
        try await store.do { try $0.change(block, of: one) { $0.isHidden = true } }
        #expect(await store.refusal { try $0.read(block, from: 0, 1, by: two) } == .blockDoesNotExist)
        #expect(await store.refusal { try $0.visible(block, to: two) } == .blockDoesNotExist)
        #expect(try await store.do { try $0.blocks(of: one, seenBy: two) } == [])
        #expect(try await store.do { try $0.blocks(of: one, seenBy: one) } == [block])
        _ = try await store.do { try $0.addGroup(.of(block, 1, members: [two]), by: one) }
        _ = try await store.do { try $0.read(block, from: 0, 1, by: two) }
    }

    @Test("groups have limits")
    func groupLimits() async throws {
        try await store.addEnterprise()
        let one = try await store.application(.one).handle
        let block = try await store.block(of: one, pages: 1)
        #expect(await store.refusal { try $0.addGroup(.of(block, 3), by: one) } == .invalidGroupPermissions)
        let group = try await store.do { try $0.addGroup(.of(block, 1), by: one) }
        _ = try await store.do { try $0.addGroup(.of(block, 2), by: one) }
        #expect(await store.refusal { try $0.addGroup(.of(block, 1), by: one) } == .maxLimitReached)
        #expect(await store.refusal { _ = try $0.group(group + 1000, of: block) } == .groupDoesNotExist)
        #expect(await store.refusal { _ = try $0.adding([], to: $0.group(group, of: block)) } == .invalidMemberCount)
        #expect(
            await store.refusal { _ = try $0.adding([77], to: $0.group(group, of: block)) } == .applicationDoesNotExist
        )
    }

    @Test("a lock keeps others away until it is released, its session ends or it was idle for a minute")
    func locks() async throws {
        try await store.addEnterprise()
        let (one, two) = (try await store.application(.one), try await store.application(.two).handle)
        let block = try await store.block(of: one.handle, pages: 1)
        _ = try await store.do { try $0.addGroup(.of(block, 2, members: [two]), by: one.handle) }
        #expect(await store.refusal { try $0.unlock(block, by: two) } == .blockNotLocked)
        for end in 0..<3 {
            try await store.do { try $0.lock(block, by: one.handle) }
            #expect(await store.refusal { try $0.read(block, from: 0, 1, by: two) } == .blockLockedByOther)
            #expect(await store.refusal { try $0.write([1], to: block, at: 0, by: two) } == .blockLockedByOther)
            #expect(await store.refusal { try $0.unlock(block, by: two) } == .blockLockedByOther)
            switch end {
            case 0: try await store.do { try $0.unlock(block, by: one.handle) }
            case 1: store.pass(StorageSessions.lockTimeout)
            default: try await store.do { $0.sessions.end(one.session) }
            }
            try await store.do { try $0.write([1], to: block, at: 0, by: two) }
        }
    }

    @Test("sessions are few, and end when nobody uses them")
    func sessions() async throws {
        try await store.addEnterprise()
        let first = try await store.application(.one).session
        for number in 1..<StorageSessions.greatestCount { _ = try await store.application(.numbered(number)) }
        #expect(await store.refusal { try $0.register(.two, enterprise: "Example") } == .maxLimitReached)
        store.pass(StorageSessions.sessionTimeout)
        #expect(await store.refusal { try $0.application(first) } == .applicationNotRegistered)
        _ = try await store.application(.two)
    }

    @Test("writes are refused when the budget is spent, and go on when time has passed")
    func wear() async throws {
        try await store.addEnterprise()
        let one = try await store.application(.one).handle
        let block = try await store.block(of: one, pages: 1)
        try await store.do { visit in
            for _ in 0..<StorageSessions.greatestBudget { visit.sessions.spendWrite() }
        }
        #expect(await store.refusal { try $0.write([1], to: block, at: 0, by: one) } == .flashWriteLimitExceeded)
        store.pass(10)
        try await store.do { try $0.write([1], to: block, at: 0, by: one) }
    }

    @Test("an application that is removed leaves nothing behind")
    func removal() async throws {
        try await store.addEnterprise()
        let (one, two) = (try await store.application(.one).handle, try await store.application(.two).handle)
        let block = try await store.block(of: one, pages: 1)
        let others = try await store.block(of: two, pages: 1)
        _ = try await store.do { try $0.addGroup(.of(block, 1), by: one) }
        let group = try await store.do { try $0.addGroup(.of(others, 1, members: [one]), by: two) }
        try await store.do { try $0.remove(application: one) }
        let after = try await store.do { ($0.tables.applications[one], $0.tables.blocks[block], $0.groups(of: block)) }
        #expect(after == (nil, nil, []))
        #expect(try await store.do { try $0.group(group, of: others).members } == [])
    }

    @Test("of a request that is refused halfway nothing stays")
    func halves() async throws {
        try await store.addEnterprise()
        let one = try await store.application(.one).handle
        let block = try await store.block(of: one, pages: 1)
        let before = try await store.do { $0.tables }
        let status = await store.refusal { visit in
            try visit.write([1, 2, 3], to: block, at: 0, by: one)
            _ = try visit.allocate(.of(one, 4096))
            try visit.change(block, of: one) { $0.name = "changed" }
            throw StorageRefusal(.internalError)
        }
        #expect(status == .internalError)
        #expect(try await store.do { $0.tables } == before)
        #expect(try await store.do { try $0.read(block, from: 0, 3, by: one) } == [0xFF, 0xFF, 0xFF])
    }

    @Test("an enterprise with applications cannot be removed, nor one be added twice, nor too many")
    func enterprises() async throws {
        let handle = try await store.addEnterprise()
        let one = try await store.application(.one).handle
        #expect(await store.refusal { try $0.removeEnterprise(handle) } == .storageACLEntryInUse)
        #expect(await store.refusal { try $0.addEnterprise("Example") } == .duplicate)
        #expect(await store.refusal { try $0.addEnterprise("a\u{0}b") } == .invalidName)
        let tooLong = String(repeating: "x", count: 65)
        #expect(await store.refusal { try $0.addEnterprise(tooLong) } == .invalidName)
        for number in 3...StorageVisit.greatestEnterpriseCount {
            _ = try await store.do { try $0.addEnterprise("Number \(number)") }
        }
        #expect(await store.refusal { try $0.addEnterprise("One more") } == .maxLimitReached)
        try await store.do { try $0.remove(application: one) }
        try await store.do { try $0.removeEnterprise(handle) }
    }
}

// MARK: - The bench

/// A data store whose clock the test moves.
struct Store {
    private let desk: StorageDesk
    private let clock: TestClock

    init(nvram: NVRAM) {
        let clock = TestClock()
        self.clock = clock
        desk = StorageDesk(nvram: nvram) { clock.seconds }
    }

    func pass(_ seconds: UInt64) { clock.pass(seconds) }

    @discardableResult
    func `do`<Answer: Sendable>(
        as caller: Caller = .administrator,
        _ work: @Sendable (inout StorageVisit) throws -> Answer
    ) async throws -> Answer {
        var kept: Answer?
        let status = try await desk.serve(caller, work) { kept = $0 }
        return try #require(kept, "refused: \(status)")
    }

    func refusal<Answer: Sendable>(
        as caller: Caller = .administrator,
        _ work: @Sendable (inout StorageVisit) throws -> Answer
    ) async -> AMT.StorageStatus? { try? await desk.serve(caller, work) { _ in } }

    @discardableResult
    func addEnterprise() async throws -> UInt32 { try await self.do { try $0.addEnterprise("Example") } }

    func application(_ identity: DataStore.Application) async throws -> (session: String, handle: UInt32) {
        let session = try await self.do { try $0.register(identity, enterprise: "Example") }
        return (session, try await self.do { try $0.application(session) })
    }

    func block(of owner: UInt32, pages: UInt32) async throws -> UInt32 {
        try await self.do { try $0.allocate(.of(owner, pages * 4096)) }
    }

    func change(
        _ group: UInt32,
        of block: UInt32,
        by application: UInt32,
        _ change: @Sendable (StorageVisit, DataStore.Group) throws(StorageRefusal) -> DataStore.Group
    ) async throws {
        try await self.do { visit in
            let before = visit
            try visit.changeGroup(group, of: block, by: application) { group throws(StorageRefusal) in
                try change(before, group)
            }
        }
    }
}

/// Seconds that pass when a test says so.
final class TestClock: Sendable {
    private let now = Mutex<UInt64>(1000)

    var seconds: UInt64 { now.withLock { $0 } }

    func pass(_ seconds: UInt64) { now.withLock { $0 += seconds } }
}

extension DataStore.Application {
    static let one = named("one")
    static let two = named("two")
    static let oneFromTheUserOS = named("one", side: .local)

    static func numbered(_ number: Int) -> Self { named("number \(number)") }

    private static func named(_ name: String, side: DataStore.Side = .network) -> Self {
        Self(uuid: Array(repeating: 7, count: 16), vendor: "Example", name: name, enterprise: 0, side: side)
    }
}

extension DataStore.Block {
    static func of(_ owner: UInt32, _ size: UInt32) -> Self {
        Self(owner: owner, size: size, isHidden: false, name: "notes")
    }
}

extension DataStore.Group {
    static func of(_ block: UInt32, _ permissions: UInt32, members: [UInt32] = []) -> Self {
        Self(block: block, name: "readers", permissions: permissions, members: members)
    }
}
