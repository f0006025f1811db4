import ConsoleAPI
import FoundationEssentials
import PacketPolicy
import Testing

@Suite("ConsoleJSON")
struct ConsoleJSONTests {
    @Test("a line of the fleet has the same members before and after the wire")
    func roundTrip() throws {
        let job = JobSummary(
            id: "j1",
            endpoint: "pc1",
            story: "quarantine",
            state: .running,
            startedAt: Date(timeIntervalSince1970: 1_000_000),
            finishedAt: nil,
            stepsDone: 1,
            stepsTotal: 9,
            failure: nil
        )
        let summary = EndpointSummary(
            name: "pc1",
            address: "10.10.0.11",
            reachable: true,
            power: "on",
            stance: .quarantine,
            agentConnected: true,
            appliance: "ready",
            lastSeen: Date(timeIntervalSince1970: 1_000_001),
            lastJob: job,
            openCase: nil
        )
        let bytes = try ConsoleJSON.encode(summary)
        #expect(try ConsoleJSON.decode(EndpointSummary.self, from: bytes) == summary)
        #expect(String(decoding: bytes, as: UTF8.self).contains(#""lastSeen":"1970-01-12T13:46:41Z""#))
    }

    @Test("an order with a word that no one knows is refused")
    func refusesUnknownWords() {
        let untrusted = Data(#"{"action":"explode"}"#.utf8)
        #expect(throws: DecodingError.self) { try ConsoleJSON.decode(PowerOrder.self, from: untrusted) }
    }
}
