import NVRAM
import Testing

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
}
