import NVRAM
import Testing

@testable import Servicing
@testable import ManagementEngine

@Suite("Operations", .timeLimit(.minutes(1)))
struct OperationsTests {
    /// What was done, in order.
    private actor Diary {
        private(set) var entries: [String] = []
        func write(_ entry: String) { entries.append(entry) }
    }

    @Test("what consoles ask for is taken, and comes first, however much the user OS brings about")
    func origins() async throws {
        let (operations, diary) = (Operations(nvram: try NVRAM(path: ":memory:")), Diary())
        var own = 0
        for number in 1...100 {
            let begun = try await operations.begin("FindProgram", by: .engine) { _ in
                await diary.write("own \(number)")
                return "{}"
            }
            if begun != nil { own += 1 }
        }
        #expect(own == 4)
        for number in 1...16 {
            let begun = try await operations.begin("StartScan") { _ in
                await diary.write("asked \(number)")
                return "{}"
            }
            #expect(begun != nil)
        }
        #expect(try await operations.begin("StartScan") { _ in "{}" } == nil)
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await operations.run() }
            while await diary.entries.count < 20 { await Task.yield() }
            group.cancelAll()
        }
        #expect(await diary.entries == (1...16).map { "asked \($0)" } + (1...4).map { "own \($0)" })
    }

    @Test("what waits tells how far it is with what it waits for")
    func waiting() async throws {
        let operations = Operations(nvram: try NVRAM(path: ":memory:"))
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        let scan = try #require(
            try await operations.begin("StartScan") { report in
                report(42, "/home/user")
                for await _ in ends { break }
                return "{}"
            }
        )
        let patch = try #require(try await operations.begin("InstallPackages") { _ in "{}" })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await operations.run() }
            func said(_ id: String) async throws -> String? { try await operations.all().first { $0.id == id }?.text }
            while try await said(scan) != "/home/user" { await Task.yield() }
            #expect(try await said(patch) == "waiting for StartScan, 42 %: /home/user")
            end.finish()
            while try await said(patch) != "done" { await Task.yield() }
            group.cancelAll()
        }
    }
}
