import FoundationEssentials
import Simulation
import Testing
import WSMan

@testable import ObjectManager
@testable import ManagementEngine

@Suite("The time that a request has", .timeLimit(.minutes(5)))
struct TimeLimitTests {
    private struct Refused: Error, Equatable {}

    /// Returns when the task is cancelled, and not before.
    private static func waitForTheEnd() async {
        for await _ in AsyncStream(Never.self, bufferingPolicy: .unbounded, { _ in }) {}
    }

    @Test("is over for work that does not end by itself, and the work ends")
    func overdue() async throws {
        await #expect(throws: WSManFault.timedOut) {
            try await TimeLimit.run(within: .milliseconds(1)) {
                await Self.waitForTheEnd()
                try Task.checkCancellation()
            }
        }
    }

    @Test("does not undo what was done all the same")
    func done() async throws {
        let answer = try await TimeLimit.run(within: .milliseconds(1)) {
            await Self.waitForTheEnd()
            return "done"
        }
        #expect(answer == "done")
    }

    @Test("changes nothing for work that ends within it", arguments: [nil, Duration.seconds(3600)])
    func inTime(limit: Duration?) async throws {
        #expect(try await TimeLimit.run(within: limit) { 7 } == 7)
        await #expect(throws: Refused()) { try await TimeLimit.run(within: limit) { throw Refused() } }
    }

    @Test("is what its header says, though a PC that hangs says nothing")
    func silence() async throws {
        let conversation = try await Conversation()
        await conversation.pc.fallSilent()
        let envelope = """
            <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
            xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
            xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"><s:Header>\
            <a:Action>http://schemas.xmlsoap.org/ws/2004/09/transfer/Get</a:Action><a:To>/wsman</a:To>\
            <w:ResourceURI>\(Conversation.uri("CIM_AssociatedPowerManagementService"))</w:ResourceURI>\
            <a:MessageID>7</a:MessageID><w:OperationTimeout>PT0.001S</w:OperationTimeout></s:Header><s:Body/></s:Envelope>
            """
        let answer = await conversation.engine.answer(Array(envelope.utf8), for: .administrator, leastTime: .zero)
        #expect(!answer.envelope.isEmpty)
    }
}
