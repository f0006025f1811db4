import Testing
import VirtualPC

@testable import ManagementEngine

@Suite("The end of an engine", .timeLimit(.minutes(1)))
struct EndTests {
    @Test("leaves nothing of it in memory: a console may have it begin anew as often as it likes")
    func gone() async throws {
        weak var engine: ManagementEngine?
        do {
            let conversation = try await Conversation()
            engine = conversation.engine
            await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await conversation.engine.run() }
                let answer = await conversation.ask(
                    "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get",
                    Conversation.uri("AMT_GeneralSettings")
                )
                #expect(answer.contains("pc1"))
                group.cancelAll()
            }
        }
        #expect(engine == nil)
    }
}
