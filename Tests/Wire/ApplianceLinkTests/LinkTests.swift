import ApplianceLink
import FoundationEssentials
import Inventory
import PacketPolicy
import Testing

@Suite("The appliance link")
struct LinkTests {
    static let health = ApplianceHealth(
        version: "1",
        uptimeSeconds: 5,
        definitionsVersion: "d1",
        definitionsDate: Date(timeIntervalSince1970: 1_700_000_000),
        rulesVersion: "r1",
        suricata: "running",
        clamd: "stopped",
        flows: 3,
        packetsForwarded: 10,
        packetsDropped: 2,
        memoryUsedKiB: 4096,
        address: "10.10.0.50"
    )
    static let finding = Finding(
        id: "f1",
        at: Date(timeIntervalSince1970: 1_700_000_001),
        kind: .worm,
        signature: "fan-out",
        source: "10.10.0.51",
        destination: "10.10.0.0/24",
        summary: "twenty new hosts",
        evidence: "line\nbreak",
        action: "dropped"
    )
    static let messages: [LinkMessage] = [
        .request(id: 1, .health),
        .request(id: 2, .setStance(.quarantine)),
        .request(
            id: 3,
            .updateRules(Download(url: "http://c/r", sha256: "00", version: "2", date: Date(timeIntervalSince1970: 0)))
        ),
        .request(id: 4, .scan(ScanOrder())),
        .request(id: 5, .stagePackages(PackageOrder(names: ["a"], repository: "http://repo"))),
        .request(id: 7, .openCache(to: ["[trusted=yes] http://repo.lan/", "http://m/debian bookworm main"])),
        .request(id: 8, .openCache(to: [])),
        .request(id: 6, .evidence(EvidenceOrder(finding: "f", part: .capture, offset: 7))),
        .reply(id: 6, .evidence(EvidencePiece(size: 9, bytes: Data([1, 2])))),
        .event(.noted(finding)),
        .reply(id: 1, .health(health)),
        .reply(id: 2, .done),
        .reply(id: 5, .staged(PayloadManifest(packages: []))),
        .reply(id: 6, .refused("busy")),
        .event(.ready(health)),
        .event(.quarantineRequested(finding)),
        .event(.progress(id: 4, percent: 50, text: "half")),
    ]

    @Test("A message written as a line reads back the same", arguments: messages)
    func roundTrip(_ message: LinkMessage) throws {
        let line = try message.line()
        #expect(line.last == UInt8(ascii: "\n"))
        #expect(!line.dropLast().contains(UInt8(ascii: "\n")))
        #expect(try LinkMessage(untrustedLine: line.dropLast()) == message)
    }

    @Test("A line names the number and the one kind it is")
    func shape() throws {
        let line = try LinkMessage.request(id: 7, .health).line()
        #expect(String(decoding: line, as: UTF8.self) == "{\"id\":7,\"request\":{\"health\":{}}}\n")
    }

    @Test("Messages arrive whole wherever the stream is cut")
    func everySplit() throws {
        let stream = try Self.messages.map { try $0.line() }.reduce(Data(), +)
        for cut in 0...stream.count {
            var reader = LinkReader()
            let results = reader.receive(stream.prefix(cut)) + reader.receive(stream.dropFirst(cut))
            #expect(try results.map { try $0.get() } == Self.messages)
        }
    }

    @Test("A malformed line is reported once and the next line is read")
    func recovery() throws {
        var reader = LinkReader()
        let results = reader.receive(Data("half a li\n".utf8) + (try Self.messages[0].line()))
        #expect(results.count == 2)
        #expect(throws: LinkError.self) { try results[0].get() }
        #expect(try results[1].get() == Self.messages[0])
    }

    @Test("A line beyond the bound is refused without being kept")
    func tooLong() throws {
        var reader = LinkReader()
        let results = reader.receive(Data(repeating: 0x20, count: LinkMessage.longestLine + 10) + Data("\n".utf8))
        #expect(results == [.failure(.lineTooLong)])
        #expect(reader.receive(try Self.messages[0].line()) == [.success(Self.messages[0])])
    }

    @Test(
        "A line that is no message, or two at once, is refused",
        arguments: [
            "{}", "[]", "{\"id\":1}", "{\"request\":{\"health\":{}}}", "{\"id\":1,\"request\":{\"reboot\":{}}}",
            "{\"id\":1,\"request\":{\"health\":{}},\"reply\":{\"done\":{}}}",
        ]
    )
    func refused(_ line: String) {
        #expect(throws: LinkError.self) { try LinkMessage(untrustedLine: Data(line.utf8)) }
    }

    @Test("Only the requests that fetch, scan or stage are long")
    func long() {
        #expect(ApplianceRequest.scan(ScanOrder()).isLong)
        #expect(!ApplianceRequest.setStance(.open).isLong)
        #expect(!ApplianceRequest.openCache(to: ["http://repo.lan/"]).isLong)
    }
}
