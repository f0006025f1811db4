import FoundationEssentials
import Suricata
import Testing

@Suite("Suricata's event records")
struct EVETests {
    static let alert = #"""
        {"timestamp":"2026-01-15T10:00:00.123456+0000","flow_id":1,"in_iface":"inside","event_type":"alert","src_ip":"10.10.0.51","src_port":40000,"dest_ip":"10.10.0.1","dest_port":80,"proto":"TCP","alert":{"action":"allowed","gid":1,"signature_id":7740001,"rev":1,"signature":"Sekisho test malware reports home","category":"Traffic that the policy calls illegal","severity":1},"http":{"hostname":"www.lan","url":"/","http_user_agent":"sekisho-test-malware","http_method":"GET"}}
        """#

    @Test("An alert keeps its rule, both ends and the request as evidence")
    func parses() throws {
        guard case .alert(let alert) = try EVERecord(untrustedLine: Data(Self.alert.utf8)) else {
            Issue.record("not an alert")
            return
        }
        #expect(alert.rule == 7_740_001)
        #expect(alert.isIllegal)
        #expect(alert.source.text == "10.10.0.51:40000")
        #expect(alert.destination == .init(address: "10.10.0.1", port: 80))
        #expect(alert.evidence == "GET www.lan/ user agent sekisho-test-malware")
    }

    @Test("A record of another kind is told apart")
    func other() throws {
        let line = Data(#"{"event_type":"stats","stats":{}}"#.utf8)
        #expect(try EVERecord(untrustedLine: line) == .other("stats"))
    }

    @Test(
        "What is no record, or an alert without its parts, is refused",
        arguments: [
            "", "{}", "nonsense", #"{"event_type":"alert"}"#,
            #"{"event_type":"alert","src_ip":"10.0.0.1; drop","dest_ip":"10.0.0.2","alert":{"signature_id":1,"signature":"","severity":1}}"#,
        ]
    )
    func refused(_ line: String) {
        #expect(throws: EVEError.malformed) { try EVERecord(untrustedLine: Data(line.utf8)) }
    }

    @Test("Records arrive whole wherever the stream is cut, and bad lines are counted")
    func everySplit() {
        let stream = Data((Self.alert + "\nbroken\n" + Self.alert + "\n").utf8)
        for cut in 0...stream.count {
            var reader = EVEReader()
            let records = reader.receive(stream.prefix(cut)) + reader.receive(stream.dropFirst(cut))
            #expect(records.count == 2)
            #expect(reader.refused == 1)
        }
    }

    @Test("An endless line is refused and not kept")
    func endless() {
        var reader = EVEReader()
        #expect(reader.receive(repeatElement(UInt8(ascii: "a"), count: EVERecord.longestLine * 2)).isEmpty)
        #expect(reader.receive(Data(("\n" + Self.alert + "\n").utf8)).count == 1)
        #expect(reader.refused == 1)
    }
}
