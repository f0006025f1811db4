import ApplianceLink
import Foundation
import GuestAgent
import Inventory
import NVRAM
import Simulation
import Testing

@testable import Servicing
@testable import AccessControl
@testable import ObjectManager
@testable import ManagementEngine
@testable import VirtualPC

@Suite("The repair of Windows, with a recorded guest agent", .timeLimit(.minutes(1)))
struct WindowsTests {
    private let nvram: NVRAM
    private static let base = SimulatedPC(
        hardware: .standard(name: "pc1", uuid: "u", cores: 1, memoryMiB: 512, diskBytes: 1 << 30, mac: "x")
    )

    init() throws { nvram = try NVRAM(path: ":memory:") }

    /// Has a shop work on the PC in whose user OS the dialogue is played.
    private func play(
        _ dialogue: String,
        appliance: @escaping @Sendable (ApplianceRequest) -> ApplianceReply = { _ in .done },
        _ work: @escaping @Sendable (RepairShop, AssistedPC) async throws -> Void
    ) async throws {
        let nvram = nvram
        try await RecordedAgent(dialogue).during { agent in
            let pc = AssistedPC(Self.base, agent: agent, appliance: appliance)
            try await work(RepairShop(pc: pc, nvram: nvram, journal: EventJournal(nvram: nvram)), pc)
        }
    }

    private func log() async throws -> [String] { try await nvram.events().map(\.text) }

    @Test("Its system, updates and programs are learnt, and what is no number of an update is passed over")
    func facts() async throws {
        try await play(WindowsDialogues.facts) { shop, _ async throws in
            #expect(try await shop.refreshFacts() == 4)
        }
        let facts = try await nvram.facts()
        #expect(
            facts.first { $0.kind == .os }.map { [$0.name, $0.version] } == [
                "Microsoft Windows 11 Pro", "10.0.22631.3007",
            ]
        )
        let packages = facts.filter { $0.kind == .package }.map { "\($0.name) \($0.version)" }.sorted()
        #expect(packages == ["7-Zip 23.01 (x64) 23.01", "kb5033920 1", "kb5034123 1"])
        #expect(facts.first { $0.name == "kb5034123" }?.installedAt == Date(timeIntervalSince1970: 1_704_844_800))
    }

    @Test("What it misses comes from its own updater, the gravest first")
    func missing() async throws {
        let os = SoftwareFact(
            kind: .os,
            name: "Microsoft Windows 11 Pro",
            version: "10",
            installedAt: nil,
            learntAt: Date()
        )
        try await nvram.record([os])
        let nvram = nvram
        try await RecordedAgent(WindowsDialogues.missing).during { agent in
            let pc = AssistedPC(Self.base, agent: agent) { _ in .refused("the appliance was asked") }
            let provider = ApplianceProvider(pc: pc, operations: Operations(nvram: nvram), nvram: nvram)
            let missing = try #require(try await provider.missingInWindows())
            #expect(missing.map(\.name) == ["kb5034441", "kb2267602", "kb5000001"])
            #expect(missing.map(\.severity) == [.security, .important, .ordinary])
            #expect(missing.first?.candidate == "2024-01 Cumulative Update, rated Critical")
        }
    }

    @Test("Updates are installed from the payload disk; a restart that is wanted and what was there are no failures")
    func install() async throws {
        let names = try ["kb5034441", "kb5034123"].map { try #require(PackageName(untrusted: $0)) }
        try await play(WindowsDialogues.install) { shop, pc async throws in
            try await shop.installFromPayload(names)
            #expect(await pc.plugs == ["attach", "detach"])
        }
        #expect(try await log().contains("installed kb5034441, kb5034123 without network"))
    }

    @Test(
        "An update that is not for this system, or fails, is told by its status",
        arguments: [
            (2_149_842_967, "is not for this system"), (-2_145_124_329, "is not for this system"),
            (-2_146_498_530, "is not for this system"), (1618, "failed with status 0x652"),
        ]
    )
    func failedInstall(_ status: Int64, _ words: String) async throws {
        let name = try #require(PackageName(untrusted: "kb5034441"))
        try await play(WindowsDialogues.failedInstall(status: status)) { shop, pc async throws in
            await #expect(throws: PCError.refused("kb5034441 (a.msu) \(words)")) {
                try await shop.installFromPayload([name])
            }
            #expect(await pc.plugs == ["attach", "detach"])
        }
        #expect(try await log().isEmpty)
    }

    @Test("With a network its own updater installs, through the appliance's cache")
    func installThroughCache() async throws {
        let name = try #require(PackageName(untrusted: "kb5034441"))
        try await play(WindowsDialogues.installThroughCache) { shop, pc async throws in
            try await shop.installFromCache([name], of: ["http://wsus.lan:8080/"])
            #expect(await pc.requests == [.openCache(to: ["http://wsus.lan:8080/"]), .openCache(to: [])])
        }
        #expect(try await log().contains("installed kb5034441 through the cache"))
    }

    @Test("It is asked whether a restart is due, and left alone when none is")
    func restart() async throws {
        try await play(WindowsDialogues.restart(isNeeded: false)) { shop, _ async throws in
            #expect(try await shop.restartIfNeeded() == false)
        }
        try await play(WindowsDialogues.restart(isNeeded: true)) { shop, pc async throws in
            // The simulated board is off, so the restart that is now begun is refused by it.
            await #expect(throws: PCError.self) { try await shop.restartIfNeeded() }
        }
    }

    @Test("An infected file is removed by the path that the scan has told, when it still is what was condemned")
    func remove() async throws {
        let digest = String(repeating: "c", count: 64)
        let input = #"{\"path\":\"Users\\\\käte\\\\evil.exe\"}"#.replacing("ä", with: #"\\u00e4"#)
        try await play(WindowsDialogues.removal(of: input, digest: digest)) { shop, _ async throws in
            try await shop.remove("/Users/käte/evil.exe", sha256: digest)
        }
        #expect(try await log() == ["removed /Users/käte/evil.exe, SHA-256 \(digest)"])
    }

    @Test("A path cannot lead to another drive or stream, nor out of its volume")
    func paths() {
        #expect(WindowsCommands.local("/a/../b/./c") == #"a\b\c"#)
        #expect(WindowsCommands.local(#"/a\..\b/c:d"#) == #"a?..?b\c?d"#)
    }

    @Test("The network is tried from inside")
    func network() async throws {
        let host = try #require(HostName(untrusted: "repo.lan"))
        try await play(WindowsDialogues.network) { shop, _ async throws in
            #expect(try await shop.reaches(host, port: 80))
        }
    }

    @Test("A kept file is put back with its time, its path on the standard input only")
    func restore() async throws {
        let digest = String(repeating: "d", count: 64)
        let file = KeptFile(
            id: String(repeating: "a", count: 32),
            path: "/Users/käte/it's $(one).exe",
            infection: "Eicar",
            sha256: digest,
            sizeBytes: 68,
            owner: 0,
            group: 0,
            mode: 0o777,
            modifiedAt: Date(timeIntervalSince1970: 1_000_000),
            keptAt: Date(timeIntervalSince1970: 2_000_000)
        )
        try await play(WindowsDialogues.restore.replacing("SHA", with: digest), appliance: { _ in .keptStaged(file) }) {
            shop,
            pc in
            try await shop.restore(file.id)
            #expect(await pc.plugs == ["attach", "detach"])
        }
    }

    @Test("What PowerShell complains of is the reason of the refusal")
    func broken() async throws {
        let reason = PCError.refused("reading what is installed failed with status 1: Access is denied.\r\n")
        try await play(WindowsDialogues.broken) { shop, _ async throws in
            await #expect(throws: reason) { try await shop.refreshFacts() }
        }
    }

    @Test("An agent that does not know what it is in is one for Linux")
    func oldAgent() async throws {
        let refusal = #"{"execute":"guest-get-osinfo","error":{"class":"CommandNotFound","desc":"not found"}}"#
        try await play(refusal) { _, pc async throws in #expect(try await pc.userSystem() == .linux) }
    }

    @Test(
        "A hostile answer is no fact, no success and no crash",
        arguments: [
            "", "null", "[]", "{", "[{}]", #"{"system":1}"#, #"[{"name":"kb1","file":"f","status":"0"}]"#,
            #"[{"name":"kb1","file":"f","status":1e400}]"#, String(repeating: "[", count: 100_000),
            #"{"system":{"name":"","version":""},"updates":[{"id":"KB1; evil","at":1e300}],"programs":[]}"#,
        ]
    )
    func hostile(_ output: String) {
        #expect(WindowsInstallation.complaint(untrustedOutput: output) != nil)
        #expect(SoftwareFact.facts(untrustedWindows: output, learntAt: Date()).isEmpty)
        #expect(MissingUpdate.updates(untrustedWindows: output)?.isEmpty != false)
    }

    @Test("An agent that answers with nonsense is silent, not believed")
    func nonsense() async throws {
        for raw in [#"{"return":7,"id":ID}"#, #"{"return":{"id":5},"id":ID}"#, #"{"id":ID}"#] {
            let turn = ["execute": "guest-get-osinfo", "raw": raw]
            let line = String(decoding: try JSONSerialization.data(withJSONObject: turn), as: UTF8.self)
            try await play(line) { _, pc async throws in
                await #expect(throws: PCError.self) { try await pc.userSystem() }
            }
        }
    }

    @Test("A number of an update is KB and digits, and nothing else")
    func numbers() {
        #expect(KBNumber(untrusted: "KB5034441")?.text == "kb5034441")
        for text in ["kb", "kb12", "kb5034441 ", "5034441", "kb50344x1", "kb5034441234", "kb٥٠٣٤٤٤١"] {
            #expect(KBNumber(untrusted: text) == nil)
        }
    }
}
