import ApplianceLink
import FoundationEssentials
import Inventory
import NVRAM
import Simulation
import Testing
import VirtualPC

@testable import ObjectManager
@testable import ManagementEngine

@Suite("What the engine asks of the appliance", .timeLimit(.minutes(1)))
struct ApplianceServiceTests {
    private let nvram: NVRAM
    private let base = SimulatedPC(
        hardware: .standard(name: "pc1", uuid: "u", cores: 1, memoryMiB: 512, diskBytes: 1 << 30, mac: "x")
    )

    init() throws { nvram = try NVRAM(path: ":memory:") }

    /// Invokes a method at an engine over the PC, and waits for the end of the operation that it began, if any.
    private func invoke(
        _ pc: AssistedPC,
        _ service: String,
        _ method: String,
        _ parameters: [(String, String)] = []
    ) async throws -> (status: Int?, operation: OperationRecord?) {
        let engine = try await ManagementEngine(
            identity: Identity(name: "pc1", uuid: "12345678-9abc-def0-1122-334455667788", address: "127.0.0.1"),
            nvram: nvram,
            pc: pc,
            administrator: ("admin", { "Correct-Horse1" })
        )
        let conversation = Conversation(engine: engine, nvram: nvram, pc: base)
        return try await withThrowingTaskGroup(of: (Int?, OperationRecord?)?.self) { group in
            group.addTask {
                try await engine.run()
                return nil
            }
            group.addTask {
                let answer = await conversation.invoke(service, method, parameters)
                guard let id = answer["OperationID"] else { return (answer.status, nil) }
                while true {
                    if let end = try await nvram.operations().first(where: { $0.id == id && $0.state != .running }) {
                        return (answer.status, end)
                    }
                    await Task.yield()
                }
            }
            defer { group.cancelAll() }
            while let next = try await group.next() {
                if let (status, operation) = next { return (status, operation) }
            }
            return (nil, nil)
        }
    }

    @Test("A scan is ordered with its bounds, over a view that is taken away afterwards")
    func scan() async throws {
        let report = ScanReport(
            filesScanned: 1,
            bytesScanned: 2,
            infections: [],
            unreadable: [],
            definitionsVersion: "3",
            seconds: 4
        )
        let pc = AssistedPC(base, appliance: { _ in .scan(report) })
        let bounds = [("Full", "true"), ("BytesPerSecond", "1048576"), ("Seconds", "60")]
        let outcome = try await invoke(pc, "SKS_ApplianceService", "StartScan", bounds)
        #expect(outcome.operation?.state == .succeeded)
        #expect(await pc.requests.contains(.scan(ScanOrder(isFull: true, bytesPerSecond: 1 << 20, seconds: 60))))
        #expect(await pc.plugs == ["expose", "conceal"])
        let decoded = try JSONDecoder().decode(
            ScanReport.self,
            from: Data(try #require(outcome.operation?.result).utf8)
        )
        #expect(decoded == report)
    }

    @Test("A scan without orders is one of what has changed, and can be paused, resumed and given up")
    func control() async throws {
        let pc = AssistedPC(base)
        for (method, request) in [
            ("PauseScan", ApplianceRequest.pause), ("ResumeScan", .resume), ("CancelScan", .cancel),
        ] {
            #expect(try await invoke(pc, "SKS_ApplianceService", method).status == 0)
            #expect(await pc.requests.last == request)
        }
        let refusing = AssistedPC(base, appliance: { _ in .refused("another long request is running") })
        let outcome = try await invoke(refusing, "SKS_ApplianceService", "StartScan")
        #expect(await refusing.requests.contains(.scan(ScanOrder())))
        #expect(outcome.operation?.text == "another long request is running")
        #expect(await refusing.plugs == ["expose", "conceal"])
    }

    @Test("New definitions are known to the engine at once, with their date")
    func definitions() async throws {
        let health = ApplianceHealth(
            version: "1",
            uptimeSeconds: 1,
            definitionsVersion: "2026.4",
            definitionsDate: Date(timeIntervalSince1970: 1_000_000),
            rulesVersion: "",
            suricata: "",
            clamd: "",
            flows: 0,
            packetsForwarded: 0,
            packetsDropped: 0,
            memoryUsedKiB: 0,
            address: ""
        )
        let pc = AssistedPC(base, appliance: { _ in .health(health) })
        let order = [
            ("URL", "http://console.lan/d.tar"), ("SHA256", String(repeating: "a", count: 64)), ("Version", "2026.4"),
            ("Date", "2026-04-01T00:00:00Z"), ("PublicKey", "a2V5"), ("Signature", "c2ln"),
        ]
        _ = try await invoke(pc, "SKS_ApplianceService", "UpdateDefinitions", order)
        let fact = try await nvram.facts().first { $0.kind == .definitions }
        #expect(fact?.version == "2026.4")
        #expect(fact?.installedAt == Date(timeIntervalSince1970: 1_000_000))
        guard case .updateDefinitions(let download) = await pc.requests.first else {
            Issue.record("the appliance was not asked")
            return
        }
        #expect(download.signature == ContentSignature(key: "a2V5", value: "c2ln"))
    }

    @Test("Missing updates are found for a PC that is off, and kept with their severity")
    func updates() async throws {
        let installed = SoftwareFact(kind: .package, name: "app", version: "1", installedAt: nil, learntAt: Date())
        try await nvram.record([installed])
        let update = MissingUpdate(name: "app", installed: "1", candidate: "2", severity: .security)
        let pc = AssistedPC(base, appliance: { _ in .updates([update]) })
        let repositories = [("Repositories", "[trusted=yes] http://repo.lan/ ./")]
        _ = try await invoke(pc, "SKS_ApplianceService", "ListUpdates", repositories)
        let query = UpdateQuery(repositories: ["[trusted=yes] http://repo.lan/ ./"], installed: ["app": "1"])
        #expect(await pc.requests == [.listUpdates(query)])
        #expect(try await nvram.facts().first { $0.kind == .update }?.version == "2 (security)")
    }

    private static let packages = [("Names", "app"), ("Source", "2")]

    @Test("An installation through the cache opens it to the repositories of its order, and closes it")
    func installThroughCache() async throws {
        let facts = GuestOutput(exitStatus: 0, standardOutput: Array("os\tDebian\t12\t\n".utf8))
        let pc = AssistedPC(base, guest: { _ throws(PCError) in facts })
        let repositories = ["[trusted=yes] http://repo.lan/", "http://mirror.lan/debian bookworm main"]
        let order = Self.packages + repositories.map { ("Repositories", $0) }
        let outcome = try await invoke(pc, "SKS_RepairService", "InstallPackages", order)
        #expect(outcome.operation?.state == .succeeded)
        #expect(await pc.requests == [.openCache(to: repositories), .openCache(to: [])])
    }

    @Test(
        "An installation through the cache whose repositories are absent, none, or too many begins no work",
        arguments: [[], [""], ["file:///etc"], ["http://repo.lan/", "ftp://repo.lan/"], manyRepositories]
    )
    func installFromNowhere(_ repositories: [String]) async throws {
        let pc = AssistedPC(base)
        let order = Self.packages + repositories.map { ("Repositories", $0) }
        let outcome = try await invoke(pc, "SKS_RepairService", "InstallPackages", order)
        #expect(outcome.status == 36)
        #expect(outcome.operation == nil)
        #expect(await pc.requests.isEmpty)
    }

    private static let manyRepositories = (0..<17).map { "http://repo\($0).lan/" }

    @Test("An installation from the payload disk opens the cache to nothing")
    func installFromPayload() async throws {
        let facts = GuestOutput(exitStatus: 0, standardOutput: Array("os\tDebian\t12\t\n".utf8))
        let pc = AssistedPC(base, guest: { _ throws(PCError) in facts })
        let order = [("Names", "app"), ("Source", "1"), ("Repositories", "http://repo.lan/")]
        #expect(try await invoke(pc, "SKS_RepairService", "InstallPackages", order).operation?.state == .succeeded)
        #expect(await pc.requests.isEmpty)
    }

    @Test("A repository that is none, and a name of a kept file that is none, are refused before anybody is asked")
    func refused() async throws {
        let pc = AssistedPC(base)
        let repository = try await invoke(pc, "SKS_ApplianceService", "ListUpdates", [("Repositories", "file:///etc")])
        let file = try await invoke(pc, "SKS_RepairService", "RestoreFile", [("FileID", "../../etc/passwd")])
        #expect(repository.status != 0)
        #expect(file.status != 0)
        #expect(await pc.requests.isEmpty)
    }
}
