import ApplianceLink
import FoundationEssentials
import Glibc
import Testing

@testable import Appliance

@Suite("What hangs, and what is full")
struct EnduranceTests {
    /// When a program is found to hang, of those seconds at which it was asked and did or did not answer.
    private static func hangs(_ asked: [(second: Int, answers: Bool)], startedAnewAt anew: Int = .max) -> [Int] {
        let start = ContinuousClock.now
        var silence = Silence(at: start)
        return asked.compactMap { second, answers in
            silence.isHang(second < anew ? 0 : 1, answers: answers, at: start + .seconds(second)) ? second : nil
        }
    }

    @Test("A program that has answered and then is silent for long hangs, once; a slow answer is none")
    func silence() {
        #expect(Self.hangs([(1, true), (31, false), (32, false), (33, false)]) == [32])
        #expect(Self.hangs([(1, true), (31, false), (32, true), (62, false)]).isEmpty)
    }

    @Test("A program may take longer to its first answer")
    func beginning() {
        #expect(Self.hangs([(600, false), (601, false), (602, false)]) == [601])
    }

    @Test("What is started in the place of a program that died has the time of its own beginning")
    func startedAnew() {
        let silent = [(1, true)] + [32, 601, 602, 633].map { ($0, false) }
        #expect(Self.hangs(silent) == [32, 633])
        #expect(Self.hangs(silent, startedAnewAt: 2) == [633])
    }

    @Test("A leash ends what runs, and nothing when nothing runs")
    func leash() {
        let (leash, running) = (Leash(), Abandonment())
        leash.pull()
        leash.hold(running)
        #expect(!running.isRequested)
        leash.hold(nil)
        leash.hold(running)
        #expect(leash.starts == 2)
        leash.pull()
        #expect(running.isRequested)
    }

    @Test("A cache gives its oldest files up when the disk is short of room, and no more than needed")
    func room() {
        let files = (1...6).map { Housekeeping.SpareFile(path: "\($0)", size: 50, changed: 10 - $0) }
        #expect(Housekeeping.leaving(files, total: 1000, free: 50).isEmpty)
        #expect(Housekeeping.leaving(files, total: 1000, free: 49).map(\.path) == ["6", "5", "4", "3"])
        #expect(Housekeeping.leaving(files, total: 1000, free: 0).map(\.path) == ["6", "5", "4", "3"])
        #expect(Housekeeping.leaving([], total: 1000, free: 0).isEmpty)
    }

    @Test(
        "On a full disk the evidence of the oldest finding makes way for that of the latest",
        .enabled(if: geteuid() == 0, "a disk of its own needs root")
    )
    func fullDisk() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try #require(mount("tmpfs", folder, "tmpfs", 0, "size=64k") == 0)
        defer {
            umount2(folder, Int32(MNT_DETACH))
            rmdir(folder)
        }
        let store = EvidenceStore(folder: folder)
        let findings = (1...3).map { _ in UUID().uuidString }
        for (age, finding) in zip([300, 200, 100], findings) {
            try store.keep([UInt8](repeating: 7, count: 24 << 10), .capture, of: finding)
            let times = [timeval](repeating: timeval(tv_sec: time(nil) - age, tv_usec: 0), count: 2)
            try #require(utimes("\(folder)/\(finding).pcap", times) == 0)
        }
        #expect(Files.names(in: folder) == findings.dropFirst().map { "\($0).pcap" }.sorted())
        #expect(throws: ApplianceError.self) {
            try store.keep([UInt8](repeating: 7, count: 80 << 10), .capture, of: findings[2])
        }
        #expect(Files.names(in: folder) == ["\(findings[2]).pcap"])
    }
}
