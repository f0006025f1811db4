import ObjectManager
import Foundation
import ManagementEngine
import NIOCore
import NIOPosix
import Testing

@testable import EngineNetwork

@Suite("sekisho-pthi, the program in the user OS", .enabled(if: Program.canRun), .timeLimit(.minutes(1)))
struct PTHIProgramTests {
    @Test("tells mode, identifier and account, and what the engine refuses")
    func commands() async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let engine = try await LocalBench.engine()
        let interface = HostCommandInterface(path: "", engine: engine)
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(unixDomainSocketPath: folder + "/pthi") { channel in
                channel.eventLoop.makeCompletedFuture { try LocalChannel.Link(wrappingChannelSynchronously: channel) }
            }
        try await server.executeThenClose { links in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { for try await link in links { await interface.serve(link) } }
                func ask(_ command: String) async throws -> Program.End {
                    try await Program.run([command, folder + "/pthi"])
                }
                #expect(try await ask("mode") == Program.End(said: "admin\n", status: 0))
                #expect(try await ask("state").said == "after\n")
                #expect(try await ask("uuid").said.uppercased() == engine.identity.uuid.uppercased() + "\n")
                let account = try await ask("account").said.split(separator: " ")
                #expect(account.first == "$$OsAdmin")
                #expect(account.count == 2)
                #expect(try await ask("unprovision").status != 0)
                group.cancelAll()
            }
        }
    }
}

/// The program, run to its end.
private enum Program {
    struct End: Equatable {
        let said: String
        let status: Int32
    }

    private static let script =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        + "/deploy/user-os/rootfs/usr/sbin/sekisho-pthi"

    static var canRun: Bool {
        ["/usr/bin/perl", script].allSatisfy(FileManager.default.isReadableFile)
    }

    static func run(_ arguments: [String]) async throws -> End {
        let (process, said) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/perl")
        process.arguments = [script] + arguments
        process.standardOutput = said
        process.standardError = FileHandle.nullDevice
        let (ends, ended) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in ended.finish() }
        try process.run()
        for await _ in ends {}
        let text = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        return End(said: text, status: process.terminationStatus)
    }
}
