import FoundationEssentials
import Glibc
import JSONLines
@testable import QMP
import Testing

@Suite("QMP")
struct QMPTests {
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test("describes a copied-aside image over a live node as QEMU wants it")
    func fleece() throws {
        let node = BlockNode.qcow2(.file(path: "/run/f.qcow2", isLocked: true), backing: "disk")
        let line = try Self.json(BlockdevAdd("fleece", node, isReadOnly: false))
        #expect(
            line == #"{"backing":"disk","driver":"qcow2","file":{"driver":"file","filename":"/run/f.qcow2","#
                + #""locking":"auto"},"node-name":"fleece","read-only":false}"#
        )
    }

    @Test("describes a disk on another's block device server")
    func nbd() throws {
        let node = BlockNode.raw(.nbd(socket: "/run/n.sock", export: "view"))
        let line = try Self.json(BlockdevAdd("view", node, isReadOnly: true))
        #expect(
            line == #"{"driver":"raw","file":{"driver":"nbd","export":"view","server":{"path":"/run/n.sock","#
                + #""type":"unix"}},"node-name":"view","read-only":true}"#
        )
    }

    static let events: [(line: String, event: QMPEvent)] = [
        (
            #"{"timestamp":{},"event":"SHUTDOWN","data":{"guest":true,"reason":"guest-shutdown"}}"#,
            .shutdown(isGuest: true, reason: "guest-shutdown")
        ),
        (
            #"{"event":"RESET","data":{"guest":false,"reason":"host-qmp-system-reset"}}"#,
            .reset(isGuest: false, reason: "host-qmp-system-reset")
        ),
        (#"{"event":"SUSPEND"}"#, .suspend), (#"{"event":"WAKEUP"}"#, .wakeup),
        (#"{"event":"VSERPORT_CHANGE","data":{"open":true,"id":"agent"}}"#, .portChanged(id: "agent", isOpen: true)),
        (#"{"event":"DEVICE_DELETED","data":{"device":"d","path":"/p"}}"#, .deviceDeleted(id: "d")),
        (#"{"event":"RTC_CHANGE","data":{"offset":78}}"#, .unknown("RTC_CHANGE")),
    ]

    @Test("reads QEMU's events and keeps the names of those it does not know", arguments: events)
    func event(line: String, event: QMPEvent) {
        #expect(QMPEvent(untrustedLine: Array(line.utf8)) == event)
    }

    @Test("tells answers, events and the greeting apart")
    func kinds() {
        #expect(QMPClient.classify(Array(#"{"return":{},"id":7}"#.utf8)) == .reply(7))
        #expect(QMPClient.classify(Array(#"{"event":"STOP"}"#.utf8)) == .event)
        #expect(QMPClient.classify(Array(#"{"QMP":{"version":{}}}"#.utf8)) == .noise)
        #expect(QMPClient.classify(Array("not JSON".utf8)) == .noise)
    }

    @Test("reads the status out of its answer")
    func status() throws {
        let line = Array(#"{"return":{"status":"suspended","singlestep":false,"running":false},"id":1}"#.utf8)
        #expect(try QMPClient.reply(to: QueryStatus.self, untrustedAnswer: line).status == "suspended")
    }

    @Test("carries QEMU's own words when it refuses")
    func refusal() {
        let line = Array(#"{"error":{"class":"GenericError","desc":"no such node"},"id":1}"#.utf8)
        #expect(throws: QMPError.refused(command: "blockdev-del", kind: "GenericError", text: "no such node")) {
            try QMPClient.reply(to: BlockdevDel.self, untrustedAnswer: line)
        }
    }
}
