import FoundationEssentials
import Glibc
import JSONLines
import Logging
import PacketPolicy
import Synchronization
import Testing

@testable import VirtualPC

/// A host and a filter that only write down what is asked of them.
private final class ScriptedHost: HostControl, PacketControl {
    let asked = Mutex<[String]>([])

    private func note(_ text: String) { asked.withLock { $0.append(text) } }

    func prepare() throws(PCError) { note("prepare") }
    func diskBytes() throws(PCError) -> UInt64 { 1 << 40 }
    func raiseWires() throws(PCError) { throw .failed("no such device") }
    func accelerator() throws(PCError) -> Accelerator { .tcg }
    func start(_ order: MachineOrder) throws(PCError) -> Int {
        note("start \(order.machine)")
        return 42
    }
    func find(_ machine: MachineName) throws(PCError) -> Int? { machine == .appliance ? 7 : nil }
    func kill(_ machine: MachineName) throws(PCError) { note("kill \(machine)") }
    func lastWords(of machine: MachineName) throws(PCError) -> String { "line\nbreak" }
    func makeView() throws(PCError) { note("makeView") }
    func openView() throws(PCError) { note("openView") }
    func snapshot(_ deed: SnapshotDeed) throws(PCError) { note("snapshot \(deed)") }
    func keepFirmware(_ deed: SnapshotDeed) throws(PCError) { note("firmware \(deed)") }
    func resetDisk(keepsData: Bool) throws(PCError) { note("reset \(keepsData)") }
    func removeView() throws(PCError) { note("removeView") }
    func answerPing(_ isAnswered: Bool) throws(PCError) { note("answerPing \(isAnswered)") }
    func check(_ addressing: Addressing) throws(PCError) { throw .refused("another machine has it") }
    func apply(_ addressing: Addressing) throws(PCError) -> [IPAddress] {
        note("address \(addressing.ipv4)")
        return [.ipv4(192, 0, 2, 7)]
    }
    func addresses() throws(PCError) -> [IPAddress] { [] }
    func sensors() throws(PCError) -> [BoardSensor] { [BoardSensor(name: "t", kind: .temperature, state: .good)] }
    func networkSigns() throws(PCError) -> NetworkSigns { NetworkSigns(domain: "branch.example") }
    func install() throws -> Stance? { .patching }
    func apply(_ stance: Stance) throws { note("apply \(stance)") }
    func apply(_ defense: SystemDefense) throws { note("apply \(defense.active?.filters.count ?? 0) filters") }
    func report() throws -> DefenseReport { DefenseReport(filters: [3: 4], spoofed: 5) }
    func signals() throws -> DefenseSignals { DefenseSignals(eventPackets: 6) }
    func endEncounter() throws { note("endEncounter") }
    func uninstall() throws { note("uninstall") }
}

@Suite("The chassis process")
struct ChassisTests {
    private let host = ScriptedHost()
    private let path = "/tmp/sekisho-chassis-\(UUID().uuidString)"

    /// Runs a chassis process's server while `body` runs.
    private func serving(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let (ready, isReady) = AsyncStream.makeStream(of: Void.self)
        let server = ChassisServer(path: path, engineUID: geteuid(), host: host, filter: host, logger: logger) {
            isReady.finish()
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            group.addTask {
                for await _ in ready {}
                try await body()
            }
            try await group.next()
            group.cancelAll()
        }
        unlink(path)
    }

    @Test("does for the engine what it asks, and answers what the host says")
    func deeds() async throws {
        try await serving { [host, path] in
            let remote = RemoteHost(path: path)
            try await remote.prepare()
            #expect(try await remote.diskBytes() == 1 << 40)
            #expect(try await remote.accelerator() == .tcg)
            #expect(try await remote.start(.userOS(BootOptions(source: .cd))) == 42)
            #expect(try await remote.find(.appliance) == 7)
            #expect(try await remote.find(.userOS) == nil)
            #expect(try await remote.lastWords(of: .userOS) == "line\nbreak")
            try await remote.kill(.userOS)
            try await remote.makeView()
            try await remote.openView()
            try await remote.removeView()
            try await remote.answerPing(false)
            try await remote.snapshot(.restore)
            try await remote.resetDisk(keepsData: true)
            let filter = RemotePacketControl(path: path)
            #expect(try await filter.install() == .patching)
            try await filter.apply(.quarantine)
            let drop = Filter(id: 3, direction: .fromUserOS, match: .frame(FrameMatch()))
            try await filter.apply(SystemDefense(active: ActivePolicy([drop])))
            #expect(try await filter.report() == DefenseReport(filters: [3: 4], spoofed: 5))
            #expect(try await filter.signals() == DefenseSignals(eventPackets: 6))
            try await filter.endEncounter()
            // A new chassis process is told System Defense again before it takes the filter over.
            _ = try await filter.install()
            try await filter.uninstall()
            #expect(
                host.asked.withLock { $0 } == [
                    "prepare", "start userOS", "kill userOS", "makeView",
                    "openView", "removeView", "answerPing false", "snapshot restore", "reset true", "apply quarantine",
                    "apply 1 filters", "endEncounter", "apply 1 filters", "uninstall",
                ]
            )
        }
    }

    @Test("tells the engine why something failed")
    func failure() async throws {
        try await serving { [path] in
            await #expect(throws: PCError.failed("no such device")) { try await RemoteHost(path: path).raiseWires() }
        }
    }

    @Test("lets nobody connect but the engine's user")
    func door() async throws {
        try await serving { [path] in
            _ = try await RemoteHost(path: path).find(.userOS)
            var status = stat()
            #expect(stat(path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
        }
    }

    @Test(
        "ends a connection that brings what is no request, and does nothing of it",
        arguments: [
            "nonsense", "{}", #"{"id":1}"#, #"{"id":1,"request":{"run":{"_0":"/bin/sh"}}}"#,
            #"{"id":1,"request":{"start":{"_0":{"userOS":{"_0":{"source":"floppy"}}}}}}"#,
            #"{"id":1,"request":{"start":{"_0":{"notice":{"_0":{"consentCode":{"_0":1000000}}}}}}}"#,
            #"{"id":1,"request":{"kill":{"_0":"init"}}}"#, #"{"id":"1","request":{"prepare":{}}}"#,
            #"{"id":1,"request":{"applyStance":{"_0":"wide"}}}"#, #"{"id":1,"request":{"prepare":{},"makeView":{}}}"#,
        ]
    )
    func foreign(line: String) async throws {
        try await serving { [host, path] in
            let connection = try await LineConnection.connect(to: path, limit: 100, within: .seconds(10)) { _ in .noise
            }
            connection.send(Array(line.utf8))
            for await _ in connection.events {}
            #expect(!connection.isOpen)
            #expect(host.asked.withLock { $0.isEmpty })
        }
    }

    private static func expectAnswer(of remote: RemoteHost) async throws {
        let found = try await remote.find(.appliance)
        #expect(found == 7)
    }

    @Test("is found again by the same engine after it was started anew")
    func again() async throws {
        let remote = RemoteHost(path: path)
        try await serving { try await Self.expectAnswer(of: remote) }
        await #expect(throws: PCError.self) { _ = try await remote.find(.appliance) }
        try await serving { try await Self.expectAnswer(of: remote) }
    }
}

@Suite("Files that root gives away")
struct FileAccessTests {
    private let folder = "/tmp/sekisho-files-\(UUID().uuidString)"

    @Test("are given only when they are what they seem: no link, no second name, no directory")
    func links() throws {
        #expect(mkdir(folder, 0o700) == 0)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = folder + "/file"
        #expect(FileManager.default.createFile(atPath: file, contents: Data()))
        try FileAccess.giveStrictly(file, to: geteuid(), group: getegid(), mode: 0o640)
        var status = stat()
        #expect(stat(file, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o640)
        #expect(symlink(file, folder + "/link") == 0)
        for other in ["/link", "", "/absent"] {
            #expect(throws: PCError.self) {
                try FileAccess.giveStrictly(folder + other, to: geteuid(), group: getegid(), mode: 0o600)
            }
        }
        #expect(link(file, folder + "/second") == 0)
        #expect(throws: PCError.self) {
            try FileAccess.giveStrictly(file, to: geteuid(), group: getegid(), mode: 0o600)
        }
    }
}
