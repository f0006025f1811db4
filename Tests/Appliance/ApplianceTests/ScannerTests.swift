import ApplianceLink
import FoundationEssentials
import Glibc
import Inventory
import Synchronization
import Testing

@testable import Appliance

@Suite("The scanner, with the real clamd", .serialized, .enabled(if: ScanBench.isPossible), .timeLimit(.minutes(3)))
struct ScannerTests {
    @Test("finds by signature and by YARA's rules on every volume, and reports what it cannot read")
    func whole() async throws {
        let bench = try ScanBench()
        let report = try await bench.scan(ScanOrder(isFull: true))
        let found = Dictionary(grouping: report.infections, by: \.path).mapValues { $0.map(\.name) }
        #expect(
            found == [
                "/home/infected": ["Sekisho.Test"], "/home/ruled": ["YARA.Sekisho_Rule"],
                "/boot/loader": ["Sekisho.Test"],
            ]
        )
        // The fifty, the three infected ones and the table; not the long one.
        #expect(report.filesScanned == 54)
        #expect(report.unreadable.contains { $0.hasPrefix("/home/long: the scanner does not see all of it") })
        #expect(report.volumes.map(\.device) == (1...5).map { "partition \($0)" } + ["disk"])
        #expect(report.volumes.map(\.mountPoint) == ["/", "/boot", "", "", "", ""])
        #expect(
            report.volumes.map(\.content)
                == ["ext4", "ext4", "encrypted with LUKS", "unknown content", "swap space", "partitions"]
        )
        #expect(report.volumes.map { $0.trouble != nil } == [false, false, true, true, false, false])
        #expect(report.unreadableCount == 3)
        #expect(report.definitionsVersion == "1")
        #expect(report.endedEarly == nil)
        #expect(Files.names(in: bench.layout.view) == [])
    }

    @Test("reads again only what has changed, and everything with other definitions")
    func incremental() async throws {
        let bench = try ScanBench()
        _ = try await bench.scan()
        let second = try await bench.scan()
        // Infected files, and what was not read whole, are looked at again.
        #expect(second.filesUnchanged == 51)
        #expect(second.filesScanned == 3)
        #expect(second.infections.count == 3)
        // A program that sets the time back, as a file that wants to stay unseen does, changes the time of change.
        try bench.change("touch -r home/7 t; echo \(ScanBench.marker) >home/7; touch -r t home/7; rm t home/8")
        let third = try await bench.scan()
        #expect(third.filesUnchanged == 49)
        #expect(third.infections.map(\.path).contains("/home/7"))
        #expect(try await bench.scan(ScanOrder(isFull: true)).filesUnchanged == 0)
        try bench.adopt("1", [("sekisho.ndb", ScanBench.signatures)])
        let other = try await bench.scan()
        #expect(other.filesUnchanged == 0)
        #expect(!other.infections.map(\.path).contains("/home/ruled"))
    }

    @Test("rests while it is paused, ends when it is given up, and goes on there the next time")
    func control() async throws {
        let bench = try ScanBench()
        let control = Abandonment()
        control.isPaused = true
        let words = Mutex<[String]>([])
        await #expect(throws: ApplianceError.cancelled) {
            try await bench.scan(ScanOrder(), unless: control) { _, text in
                words.withLock { $0.append(text) }
                if text == "paused" { control.isPaused = false }
                if text.contains(" MiB, ") { control.request() }
            }
        }
        #expect(words.withLock { $0.contains("paused") })
        #expect(Files.names(in: bench.layout.view) == [])
        let rest = try await bench.scan()
        #expect(rest.filesUnchanged > 0)
        #expect(rest.filesUnchanged + rest.filesScanned == 54)
    }

    @Test("leaves the rest to the next scan when its time is up, and says so")
    func budget() async throws {
        let bench = try ScanBench()
        let report = try await bench.scan(ScanOrder(bytesPerSecond: 100_000, seconds: 0))
        #expect(report.filesScanned == 0)
        #expect(report.endedEarly == "the time is up; 55 files are left for the next scan")
        #expect(try await bench.scan().endedEarly == nil)
    }

    @Test("keeps a copy of what is infected, with all that is needed to put it back")
    func kept() async throws {
        let bench = try ScanBench()
        let report = try await bench.scan()
        let infection = try #require(report.infections.first { $0.path == "/home/infected" })
        let store = KeptFiles(folder: bench.layout.kept)
        let file = try store.file(try #require(infection.keptAs))
        #expect(file.sha256 == infection.sha256)
        #expect(FileDigest.sha256(of: store.content(of: file)) == infection.sha256)
        #expect((file.owner, file.group, file.mode) == (1000, 1001, 0o4711))
        #expect(file.infection == "Sekisho.Test")
        #expect(store.all.count == 3)
        _ = try await bench.scan()
        #expect(store.all.count == 3)
        try store.forget(file.id)
        #expect(store.all.count == 2)
        #expect(throws: ApplianceError.self) { try store.file(file.id) }
        #expect(throws: ApplianceError.self) { try store.forget("../../etc/passwd") }
    }

    @Test("goes back to the former definitions when the newer ones do not load, and says with which it scanned")
    func damaged() async throws {
        let bench = try ScanBench()
        try bench.adopt("2", [("sekisho.ndb", "this is no signature\n")])
        let report = try await bench.scan()
        #expect(report.definitionsVersion == "1")
        #expect(report.infectionCount == 3)
        #expect(EditionStore(folder: bench.layout.definitions).current?.version == "1")
        try bench.adopt("3", [("sekisho.ndb", "nor is this\n")])
        try bench.adopt("4", [("sekisho.ndb", "nor this\n")])
        await #expect(throws: ApplianceError.self) { try await bench.scan() }
    }

    @Test("A store that is full, or a file that is too large, is no reason to lose what is kept")
    func fullStore() throws {
        let folder = try Folder()
        let source = folder.path + "/source"
        try Files.replace(source, with: Array(repeating: 1, count: 1000))
        let digest = try #require(FileDigest.sha256(of: source))
        let store = KeptFiles(folder: folder.path + "/kept", mostBytes: 1500, greatest: 1200)
        let first = store.keep(source, as: Infection(path: "/a", name: "n", sha256: digest))
        #expect(first.keptAs != nil)
        let second = store.keep(source, as: Infection(path: "/b", name: "n", sha256: digest))
        #expect(second.notKept == "the store is full")
        try Files.replace(source, with: Array(repeating: 1, count: 1300))
        #expect(store.keep(source, as: Infection(path: "/c", name: "n", sha256: digest)).notKept != nil)
        try Files.replace(source, with: [2])
        let changed = store.keep(source, as: Infection(path: "/d", name: "n", sha256: digest))
        #expect(changed.notKept == "the copy is not what was scanned")
        #expect(store.all.map(\.path) == ["/a"])
    }
}
