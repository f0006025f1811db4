import FoundationEssentials
import NVRAM
import Testing

@testable import ObjectManager
@testable import PublicKeyManagement
@testable import SystemDefense
@testable import ManagementEngine

@Suite("What consoles store")
struct KeptTests {
    private let nvram: NVRAM

    init() throws { nvram = try NVRAM(path: ":memory:") }

    /// What becomes of many requests at once: how many are done.
    private func atOnce(_ count: Int, _ request: @escaping @Sendable (Int) async throws -> Void) async -> Int {
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<count {
                group.addTask { (try? await request(number)) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
    }

    @Test("as files side by side never takes more room or number than there is")
    func files() async throws {
        let storage = WebStorage(nvram: nvram)
        let piece = Array(repeating: UInt8(ascii: "x"), count: 100_000)
        try await storage.put([], at: "big", isPiece: false)
        #expect(await atOnce(20) { _ in try await storage.put(piece, at: "big", isPiece: true) } == 10)
        #expect(try await storage.file(at: "big").body.count == 1_000_000)
        #expect(await atOnce(40) { try await storage.put([1], at: "small\($0)", isPiece: false) } == 31)
    }

    @Test("as a certificate twice at once is kept once")
    func certificates() async throws {
        let (nvram, store) = (nvram, CertificateStore(nvram: nvram))
        let blob = Data(try SelfSignedIdentity(name: "ca", addresses: []).certificate).base64EncodedString()
        // While this is written, the others queue up behind it.
        let long = WebFile(path: "long", headers: [:], link: "", body: Array(repeating: 0, count: 1 << 25))
        for _ in 1...10 {
            let kept = await atOnce(20) { number in
                if number == 0 { return try await nvram.set(long) }
                _ = try await store.add(untrustedBlob: blob, isTrustedRoot: true)
            }
            #expect(kept == 2)
            for record in try await nvram.certificates() { try await nvram.removeCertificate(record.handle) }
        }
    }

    @Test("in settings that are at hand is at hand only once it is kept, and in the same order")
    func atHand() async throws {
        let setting = try await KeptSetting("list", from: [Int](), in: nvram)
        #expect(await atOnce(50) { number in try await setting.change { $0.append(number) } } == 50)
        #expect(try await nvram.setting("list", as: [Int].self) == setting.value)
        #expect(setting.value.sorted() == Array(0..<50))
        try await nvram.refuseSetting("list")
        await #expect(throws: NVRAMError.self) { try await setting.change { $0 = [] } }
        #expect(setting.value.count == 50)
    }

    @Test("about agents is in force only once it is kept")
    func agents() async throws {
        let keeper = try await AgentKeeper(
            nvram: nvram,
            journal: EventJournal(nvram: nvram),
            hands: AgentKeeper.Hands(setPolicy: { _ in }, reset: {})
        )
        try await nvram.refuseSetting("agentPresence")
        await #expect(throws: NVRAMError.self) {
            try await keeper.change { presence, now in
                presence.add(.of(.one, startup: 60, timeout: 10), now: now)
            }
        }
        #expect(keeper.presence.definition(of: .one) == nil)
    }
}
