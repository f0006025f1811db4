import ApplianceLink
import Foundation
import Inventory
import NVRAM
import Simulation
import Testing
import VirtualPC

@testable import Servicing
@testable import ObjectManager
@testable import ManagementEngine

@Suite("The repair of a user OS", .timeLimit(.minutes(1)))
struct RepairTests {
    private let nvram: NVRAM
    private let base = SimulatedPC(
        hardware: .standard(name: "pc1", uuid: "u", cores: 1, memoryMiB: 512, diskBytes: 1 << 30, mac: "x")
    )

    init() throws { nvram = try NVRAM(path: ":memory:") }

    private func shop(_ pc: AssistedPC) -> RepairShop {
        RepairShop(pc: pc, nvram: nvram, journal: EventJournal(nvram: nvram))
    }

    private func log() async throws -> [String] { try await nvram.events().map(\.text) }

    private static let kept = KeptFile(
        id: String(repeating: "a", count: 32),
        path: "/home/user/it's $(one)",
        infection: "Eicar",
        sha256: String(repeating: "c", count: 64),
        sizeBytes: 68,
        owner: 1000,
        group: 1001,
        mode: 0o4755,
        modifiedAt: Date(timeIntervalSince1970: 1_000_000),
        keptAt: Date(timeIntervalSince1970: 2_000_000)
    )

    @Test("A kept file is put back with what it had, its path as an argument only, and both ends are in the log")
    func restore() async throws {
        let pc = AssistedPC(base, appliance: { $0 == .stageKept(id: Self.kept.id) ? .keptStaged(Self.kept) : .done })
        try await shop(pc).restore(Self.kept.id)
        let command = try #require(await pc.commands.first)
        let file = Self.kept
        #expect(command.arguments.suffix(6) == [file.path, file.sha256, "1000", "1001", "4755", "1000000"])
        #expect(!command.arguments[1].contains(file.path))
        #expect(await pc.plugs == ["attach", "detach"])
        #expect(try await log().last == "restored \(file.path), SHA-256 \(file.sha256), once Eicar")
    }

    @Test("A file that cannot be put back leaves the payload disk unplugged and nothing in the log")
    func notRestored() async throws {
        let refusal = GuestOutput(exitStatus: 1, standardError: Array("there is a file in its place".utf8))
        let pc = AssistedPC(base, guest: { _ throws(PCError) in refusal }, appliance: { _ in .keptStaged(Self.kept) })
        await #expect(throws: PCError.self) { try await shop(pc).restore(Self.kept.id) }
        #expect(await pc.plugs == ["attach", "detach"])
        #expect(try await log().isEmpty)
    }

    @Test("What is removed is in the log with its hash")
    func removed() async throws {
        let digest = String(repeating: "c", count: 64)
        let pc = AssistedPC(
            base,
            guest: { command throws(PCError) in
                switch command.path {
                case "/usr/bin/sha256sum": GuestOutput(exitStatus: 0, standardOutput: Array("\(digest)  /x\n".utf8))
                default: GuestOutput(exitStatus: 0)
                }
            }
        )
        // The stand-in's file is there after its removal too, and the shop does not believe in it.
        await #expect(throws: PCError.refused("/x is still there")) { try await shop(pc).remove("/x", sha256: digest) }
        let other = String(repeating: "d", count: 64)
        await #expect(throws: PCError.self) { try await shop(pc).remove("/x", sha256: other) }
        #expect(await pc.commands.filter { $0.path == "/bin/rm" }.count == 1)
    }

    /// A PC whose user OS and appliance write what they do into one diary; what installs ends with this status.
    private func diarist(_ diary: Diary, installing status: Int, refusing: Bool = false) -> AssistedPC {
        AssistedPC(
            base,
            guest: { command throws(PCError) in
                guard command.arguments[1].contains("apt-get") else {
                    return GuestOutput(exitStatus: 0, standardOutput: Array("os\tDebian\t12\t\n".utf8))
                }
                diary.write("apt")
                return GuestOutput(exitStatus: status)
            },
            appliance: { request in
                if case .openCache(let repositories) = request { diary.write("open \(repositories)") }
                return refusing ? .refused("no place for a user OS") : .done
            }
        )
    }

    @Test("An installation reaches its repositories from before it begins until it has ended")
    func fromCache() async throws {
        let diary = Diary()
        let name = try #require(PackageName(untrusted: "app"))
        try await shop(diarist(diary, installing: 0)).installFromCache([name], of: ["http://repo.lan/"])
        #expect(diary.lines == [#"open ["http://repo.lan/"]"#, "apt", "open []"])
        #expect(try await log() == ["installed app through the cache"])
    }

    @Test("An installation that fails leaves nothing open, and what was not opened is not tried")
    func notFromCache() async throws {
        let (failing, refused) = (Diary(), Diary())
        let name = try #require(PackageName(untrusted: "app"))
        await #expect(throws: PCError.self) {
            try await shop(diarist(failing, installing: 100)).installFromCache([name], of: ["http://repo.lan/"])
        }
        #expect(failing.lines == [#"open ["http://repo.lan/"]"#, "apt", "open []"])
        await #expect(throws: PCError.refused("no place for a user OS")) {
            let pc = diarist(refused, installing: 0, refusing: true)
            try await shop(pc).installFromCache([name], of: ["http://repo.lan/"])
        }
        #expect(refused.lines == [#"open ["http://repo.lan/"]"#, "open []"])
        #expect(try await log().isEmpty)
    }

    @Test("A snapshot brings back the disk and what was known of it, and is forgotten when all is well")
    func snapshot() async throws {
        let pc = AssistedPC(base)
        let shop = shop(pc)
        await #expect(throws: PCError.refused("there is no snapshot")) { try await shop.returnToSnapshot() }
        let before = SoftwareFact(kind: .package, name: "app", version: "1", installedAt: nil, learntAt: Date())
        try await nvram.record([before])
        try await pc.perform(.on, bootOnce: nil)
        try await shop.takeSnapshot()
        #expect(try await shop.snapshotTakenAt != nil)
        await base.write("patched")
        var after = before
        after.version = "2"
        try await nvram.record([after])
        try await shop.returnToSnapshot()
        #expect(await base.disk.now == "golden")
        #expect(await pc.status().powerState == .offHard)
        #expect(try await nvram.facts().map(\.version) == ["1"])
        try await shop.forgetSnapshot()
        #expect(try await shop.snapshotTakenAt == nil)
        try await shop.forgetSnapshot()
        #expect(try await log().filter { $0.contains("user disk") }.count == 2)
    }

    @Test("A reset cuts the power, and nothing is known of the new disk until its system says so")
    func reset() async throws {
        let pc = AssistedPC(base)
        try await pc.perform(.on, bootOnce: nil)
        await base.write("used")
        let fact = SoftwareFact(kind: .package, name: "app", version: "1", installedAt: nil, learntAt: Date())
        try await nvram.record([fact])
        try await shop(pc).resetDisk(keepsData: true)
        #expect(await base.disk.now == "golden")
        #expect(await pc.status().powerState.isOff)
        #expect(try await nvram.facts().isEmpty)
        #expect(try await log().last?.hasSuffix("the data of the user were kept") == true)
    }

    @Test("The user OS is restarted only when what was installed asks for it")
    func restart() async throws {
        let content = AssistedPC(base, guest: { _ throws(PCError) in GuestOutput(exitStatus: 1) })
        #expect(try await shop(content).restartIfNeeded() == false)
        #expect(await base.status().powerState.isOff)
    }

    @Test("Every script for the user OS is one that its shell can read")
    func scripts() throws {
        let commands = [
            DebianCommands().readFacts, DebianCommands().needsRestart, DebianCommands().restore(Self.kept),
            DebianCommands().installFromPayload(["a"]), DebianCommands().installFromCache(["a"]),
        ]
        for command in commands {
            let shell = Process()
            shell.executableURL = URL(filePath: "/bin/sh")
            shell.arguments = ["-n", "-c", command.arguments[1]]
            try shell.run()
            shell.waitUntilExit()
            #expect(shell.terminationStatus == 0)
        }
    }
}
