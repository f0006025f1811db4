import Foundation
import Inventory
import Logging
import NFTables
import PacketPolicy
import Testing

@testable import VirtualPC

/// A filter that takes its time to open, and lets the test do something meanwhile.
private actor SlowFilter: PacketControl {
    private(set) var stances: [Stance] = []
    private let meanwhile: @Sendable () async -> Void

    init(meanwhile: @escaping @Sendable () async -> Void) { self.meanwhile = meanwhile }

    func apply(_ stance: Stance) async {
        stances.append(stance)
        if stance == .open { await meanwhile() }
    }

    func install() -> Stance? { nil }
    func apply(_ defense: SystemDefense) {}
    func report() -> DefenseReport { DefenseReport(filters: [:]) }
    func signals() -> DefenseSignals { DefenseSignals() }
    func endEncounter() {}
    func uninstall() {}
}

@Suite("Changes of the stance")
struct StanceTests {
    private let state: String
    private let configuration: PCConfiguration
    private let finding = Finding(
        id: "1",
        at: Date(timeIntervalSince1970: 0),
        kind: .worm,
        signature: "worm",
        source: "10.10.0.77",
        destination: "",
        summary: "reached for sixty hosts",
        evidence: "",
        action: "cut-off"
    )

    init() throws {
        state = FileManager.default.temporaryDirectory.path() + "sekisho-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        var configuration = try JSONDecoder().decode(
            PCConfiguration.self,
            from: Data(QEMUCommandLineTests.configuration.utf8)
        )
        configuration.stateDirectory = state
        self.configuration = configuration
    }

    private func makePC(_ filter: any PacketControl) -> QEMUPC {
        QEMUPC(
            configuration: configuration,
            hardware: .standard(for: configuration, diskBytes: 1 << 30),
            filter: filter,
            host: ScriptedHost(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    private var kept: Stance? {
        guard case .record(let record) = StanceRecord.load(state + "/stance.json") else { return nil }
        return record.stance
    }

    @Test("a cut that comes while the PC is given its network back is the last word, in the filter and in the store")
    func overlap() async throws {
        let (openings, isOpening) = AsyncStream.makeStream(of: Void.self)
        let (goesOn, goOn) = AsyncStream.makeStream(of: Void.self)
        let filter = SlowFilter {
            isOpening.finish()
            for await _ in goesOn {}
        }
        let pc = makePC(filter)
        async let release: Void = pc.requestStance(.open, reason: "cured")
        for await _ in openings {}
        async let cut: Void = pc.cutOff(for: finding)
        for _ in 1...1000 { await Task.yield() }
        goOn.finish()
        _ = try await (release, cut)
        #expect(await filter.stances == [.open, .quarantine])
        #expect(await pc.status().stance == .quarantine)
        #expect(kept == .quarantine)
        try FileManager.default.removeItem(atPath: state)
    }

    @Test("what cannot be kept does not open, and closes all the same")
    func unkept() async throws {
        let filter = SlowFilter {}
        let pc = makePC(filter)
        try FileManager.default.removeItem(atPath: state)
        await #expect(throws: PCError.self) { try await pc.requestStance(.open, reason: "cured") }
        #expect(await filter.stances == [.open, .quarantine])
        #expect(await pc.status().stance == .quarantine)
        await #expect(throws: PCError.self) { try await pc.cutOff(for: finding) }
        #expect(await filter.stances.last == .quarantine)
        #expect(await pc.status().stanceReason == "worm: reached for sixty hosts")
    }
}

@Suite("An appliance that says nothing")
struct ApplianceSilenceTests {
    /// After how many looks in vain it hangs.
    private func looks(_ state: ApplianceState, _ heard: [Bool]) -> Int? {
        var silence = ApplianceSilence()
        return heard.firstIndex { silence.isHang(after: state, heard: $0) }
    }

    @Test("hangs after a minute when it was ready, after five when it starts, and never when it is off")
    func hang() {
        let mute = [Bool](repeating: false, count: 100)
        #expect(looks(.ready, mute) == 5)
        #expect(looks(.starting, mute) == 29)
        #expect(looks(.off, mute) == nil)
        #expect(looks(.failed, mute) == nil)
    }

    @Test("does not hang as long as it answers now and then")
    func answers() {
        let heard = (0..<100).map { $0 % 5 == 4 }
        #expect(looks(.ready, heard) == nil)
    }
}
