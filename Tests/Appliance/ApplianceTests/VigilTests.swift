import Foundation
import Glibc
import Suricata
import Testing

@testable import Appliance

/// A real Suricata in a network namespace of its own, which sees nothing but that namespace's loopback.
private final class RealSuricata {
    private let process = Process()
    private let folder = FileManager.default.temporaryDirectory.appending(path: "sekisho-\(UUID().uuidString)")
    let control: SuricataControl

    static var isPossible: Bool {
        geteuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/suricata")
    }

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try "".write(to: folder.appending(path: "one.rules"), atomically: true, encoding: .utf8)
        control = SuricataControl(path: folder.appending(path: "command.sock").path)
        let settings = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../deploy/appliance/rootfs/etc/sekisho").standardized.path
        let home = folder.appending(path: "home.yaml")
        try HomeNetworks().configuration.write(to: home, atomically: true, encoding: .utf8)
        try String(contentsOfFile: "\(settings)/suricata.yaml", encoding: .utf8)
            .replacingOccurrences(of: Layout().home, with: home.path)
            .write(to: folder.appending(path: "suricata.yaml"), atomically: true, encoding: .utf8)
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        process.arguments = [
            "--net", "--kill-child=SIGKILL", "--fork", "/bin/sh", "-c",
            "ip link set lo up; exec /usr/bin/suricata \"$@\"", "sh",
            "-c", "\(folder.path)/suricata.yaml", "--af-packet=lo", "-l", folder.path,
            "--set", "unix-command.filename=\(control.path)", "--set", "default-rule-path=\(folder.path)",
            "--set", "classification-file=\(settings)/classification.config", "--set", "outputs.0.eve-log.enabled=no",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// Sends a signal to Suricata itself.
    func tell(_ signal: Int32) throws { kill(try child(), signal) }

    /// Sends small packets on the loopback that it sees.
    func flood(packets: Int) throws {
        let script = """
            use Socket; socket(my $socket, AF_INET, SOCK_DGRAM, 0) or die;
            my $to = sockaddr_in(9, inet_aton("127.0.0.1"));
            send($socket, "x", 0, $to) for 1..\(packets)
            """
        let network = "--net=/proc/\(try child())/ns/net"
        let outcome = try Command("/usr/bin/nsenter", [network, "/usr/bin/perl", "-e", script]).runHere()
        try #require(outcome.succeeded, "\(outcome.reason)")
    }

    /// What it has counted; zeros while it does not say.
    var tally: CaptureTally {
        control.tally(of: "lo", withinMilliseconds: 2000) ?? CaptureTally(packets: 0, drops: 0)
    }

    private func child() throws -> pid_t {
        let children = "/proc/\(process.processIdentifier)/task/\(process.processIdentifier)/children"
        let text = try String(contentsOfFile: children, encoding: .utf8)
        return try #require(text.split(separator: " ").first.flatMap { pid_t($0) })
    }

    /// Whether it answers, sooner or later.
    var comesUp: Bool { comesTo { control.answers(withinMilliseconds: 2000) } }

    /// Whether something that waits for an answer of it is true sooner or later.
    func comesTo(_ condition: () -> Bool) -> Bool {
        let limit = ContinuousClock.now + .seconds(120)
        while ContinuousClock.now < limit, process.isRunning {
            if condition() { return true }
        }
        return false
    }

    deinit {
        // unshare waits for its child and hears nothing else; the child dies with it.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }
}

@Suite("The watch of the intrusion detection", .enabled(if: RealSuricata.isPossible, "needs root and Suricata"))
struct VigilTests {
    @Test("A Suricata that hangs does not answer, and answers when it goes on")
    func hangs() throws {
        let suricata = try RealSuricata()
        try #require(suricata.comesUp)
        try suricata.tell(SIGSTOP)
        #expect(!suricata.control.answers(withinMilliseconds: 200))
        try suricata.tell(SIGCONT)
        #expect(suricata.comesUp)
    }

    @Test("New rules are read while Suricata answers")
    func reloads() throws {
        let suricata = try RealSuricata()
        try #require(suricata.comesUp)
        try suricata.control.reload()
        #expect(suricata.control.answers(withinMilliseconds: 2000))
    }

    @Test("Suricata tells what it has counted on its interface, and nothing of others")
    func tally() throws {
        let suricata = try RealSuricata()
        try #require(suricata.comesUp)
        #expect(suricata.control.tally(of: "lo", withinMilliseconds: 2000) != nil)
        #expect(suricata.control.tally(of: "none", withinMilliseconds: 2000) == nil)
    }

    @Test("What the kernel cannot hand over while Suricata does not read is counted, and told as lost")
    func blinded() throws {
        let suricata = try RealSuricata()
        try #require(suricata.comesUp)
        // It answers before it captures.
        try #require(suricata.comesTo { (try? suricata.flood(packets: 10)) != nil && suricata.tally.packets > 0 })
        var blindness = Blindness()
        #expect(blindness.percentage(after: suricata.tally) == nil)
        try suricata.tell(SIGSTOP)
        try suricata.flood(packets: 100_000)
        try suricata.tell(SIGCONT)
        #expect(suricata.comesTo { blindness.percentage(after: suricata.tally) != nil })
    }

    @Test("A socket that nobody listens on does not answer")
    func absent() {
        #expect(!SuricataControl(path: "/nonexistent/command.sock").answers(withinMilliseconds: 200))
    }

    @Test("The kernel takes the leave, and takes it back")
    func leave() throws {
        let guardRules = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../deploy/appliance/rootfs/etc/sekisho/guard.nft").standardized.path
        // Not every kernel tracks connections on a bridge, as the appliance's does: rules that need it are left out.
        let script = """
            set -e; sed '/ct /d' \(guardRules) | nft -f -
            nft '\(GuardTable.watched)'; nft list set bridge guard watched
            nft '\(GuardTable.watched)'; nft '\(GuardTable.unwatched)'; nft list set bridge guard watched
            """
        let shell = try Command("/usr/bin/unshare", ["--net", "/bin/sh", "-c", script]).runHere()
        #expect(shell.succeeded)
        let lists = shell.output.components(separatedBy: "table bridge guard")
        try #require(lists.count == 3)
        #expect(lists[1].contains("\"inside\"") && lists[1].contains("expires"))
        #expect(!lists[2].contains("elements"))
    }
}
