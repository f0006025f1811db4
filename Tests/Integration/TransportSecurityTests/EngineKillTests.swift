import AMTClient
import AMTSchema
import CIMModel
import Foundation
import Glibc
import TestSupport
import Testing

@Suite("An engine under SIGKILL")
struct EngineKillTests {
    private static let rounds = ProcessInfo.processInfo.environment["SEKISHO_LONG"] == "1" ? 100 : 5

    @Test("has everything after its next start that it has acknowledged over HTTP, and no half change")
    func killed() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sekisho-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let address = OwnAddress.next()
        var acknowledged = 0
        for round in 0..<Self.rounds {
            let engine = try EngineProcess(address: address, memory: folder.path())
            defer { engine.end() }
            try engine.waitUntilReady()
            let settings = Proxy(AMT.GeneralSettings.self, over: HTTPTransport.administrator(address))
            let stored = try await Self.stored(settings)
            #expect((acknowledged...acknowledged + 1).contains(stored), "round \(round)")
            acknowledged = try await Self.write(after: stored, to: settings, killing: engine.id)
        }
        #expect(acknowledged > Self.rounds)
    }

    /// Writes one number after the other, until the engine has been killed in between.
    ///
    /// - Returns: the last number that was acknowledged.
    private static func write(
        after stored: Int,
        to settings: Proxy<AMT.GeneralSettings>,
        killing engine: pid_t
    ) async throws -> Int {
        let (numbers, number) = AsyncStream.makeStream(of: Int.self)
        let enough = stored + Int.random(in: 1...12)
        let instance = try await settings.get()
        return await withTaskGroup(of: Int.self) { group in
            group.addTask {
                var last = stored
                while (try? await settings.put(named(last + 1, instance))) != nil {
                    last += 1
                    number.yield(last)
                }
                number.finish()
                return last
            }
            group.addTask {
                _ = await numbers.first { $0 >= enough }
                kill(engine, SIGKILL)
                return stored
            }
            return await group.reduce(stored, max)
        }
    }

    /// Both names are of one Put.
    private static func named(
        _ number: Int,
        _ instance: Instance<AMT.GeneralSettings>
    ) -> Instance<AMT.GeneralSettings> {
        var named = instance
        named.hostName = "host\(number)"
        named.domainName = "d\(number).example"
        return named
    }

    private static func stored(_ settings: Proxy<AMT.GeneralSettings>) async throws -> Int {
        let settings = try await settings.get()
        guard let name = settings.hostName, name.hasPrefix("host") else { return 0 }
        let number = try #require(Int(name.dropFirst(4)))
        #expect(settings.domainName == "d\(number).example")
        return number
    }
}

/// A process of one simulated endpoint that keeps its memory in a folder.
private struct EngineProcess {
    private let process = Process()
    private let output = Pipe()

    init(address: String, memory: String) throws {
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "sekisho-simulate")
        process.arguments = ["--address", address, "--password", "Correct-Horse1", "--memory", memory]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    var id: pid_t { process.processIdentifier }

    /// Returns once it listens.
    func waitUntilReady() throws {
        let word = try output.fileHandleForReading.read(upToCount: 5)
        try #require(word == Data("ready".utf8))
    }

    /// Ends it, if it still runs.
    func end() {
        if process.isRunning { kill(id, SIGKILL) }
        process.waitUntilExit()
    }
}
