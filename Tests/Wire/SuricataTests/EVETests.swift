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
        #expect(alert.severity == 1)
        #expect(alert.line == Self.alert)
        #expect(alert.source.text == "10.10.0.51:40000")
        #expect(alert.destination == .init(address: "10.10.0.1", port: 80))
        #expect(alert.evidence == "GET www.lan/ user agent sekisho-test-malware")
    }

    @Test("The far end of a flow is its server, also when the answer matched")
    func server() throws {
        let answer = Self.alert.replacing("\"proto\"", with: "\"direction\":\"to_client\",\"proto\"")
        for (line, server) in [(Self.alert, "10.10.0.1"), (answer, "10.10.0.51")] {
            guard case .alert(let alert) = try EVERecord(untrustedLine: Data(line.utf8)) else { continue }
            #expect(alert.server.address == server)
        }
    }

    /// As Suricata 7.0.10 writes them.
    static let query = #"""
        {"timestamp":"2026-01-15T10:00:00.123456+0000","flow_id":2,"in_iface":"mirror","event_type":"dns","src_ip":"10.10.0.51","src_port":50000,"dest_ip":"10.10.0.1","dest_port":53,"proto":"UDP","pkt_src":"wire/pcap","dns":{"type":"query","id":7,"rrname":"WWW.Example.COM","rrtype":"A","tx_id":0,"opcode":0}}
        """#
    static let hello = #"""
        {"timestamp":"2026-01-15T10:00:00.123456+0000","flow_id":3,"in_iface":"mirror","event_type":"tls","src_ip":"10.10.0.51","src_port":50001,"dest_ip":"203.0.113.9","dest_port":443,"proto":"TCP","tls":{"sni":"bad.example"}}
        """#
    static let flow = #"""
        {"timestamp":"2026-01-15T10:01:00.000000+0000","flow_id":3,"in_iface":"mirror","event_type":"flow","src_ip":"10.10.0.51","src_port":50001,"dest_ip":"203.0.113.9","dest_port":443,"proto":"TCP","app_proto":"tls","flow":{"pkts_toserver":6,"pkts_toclient":5,"bytes_toserver":800,"bytes_toclient":4000,"start":"2026-01-15T10:00:00.500000+0000","end":"2026-01-15T10:00:01.000000+0000","age":1,"state":"closed","reason":"timeout","alerted":false}}
        """#

    @Test("A DNS query and a TLS handshake tell the name that was asked for")
    func names() throws {
        guard case .name(let query) = try EVERecord(untrustedLine: Data(Self.query.utf8)),
            case .name(let hello) = try EVERecord(untrustedLine: Data(Self.hello.utf8))
        else {
            Issue.record("no names")
            return
        }
        #expect(query.place == .dns)
        #expect(query.name == "www.example.com")
        #expect(hello.place == .tls)
        #expect(hello.name == "bad.example")
        #expect(hello.destination.text == "203.0.113.9:443")
    }

    @Test("A DNS answer and a handshake without a name say nothing new")
    func nameless() throws {
        let answer = Self.query.replacing("\"type\":\"query\"", with: "\"type\":\"answer\"")
        #expect(try EVERecord(untrustedLine: Data(answer.utf8)) == .other("dns"))
        let silent = Self.hello.replacing("\"sni\":\"bad.example\"", with: "\"version\":\"TLS 1.3\"")
        #expect(try EVERecord(untrustedLine: Data(silent.utf8)) == .other("tls"))
    }

    @Test("A flow tells when it began and how much went either way")
    func flows() throws {
        guard case .flow(let flow) = try EVERecord(untrustedLine: Data(Self.flow.utf8)) else {
            Issue.record("no flow")
            return
        }
        #expect(abs(flow.start.timeIntervalSince1970 - 1_768_471_200.5) < 0.001)
        #expect(flow.bytesSent == 800)
        #expect(flow.bytesReceived == 4000)
        #expect(flow.source.address == "10.10.0.51")
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
