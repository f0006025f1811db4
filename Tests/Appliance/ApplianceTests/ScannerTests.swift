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
        // What is encrypted, of no known kind or too long hides from every scanner; nothing failed.
        #expect(report.unscannedCount == 0)
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
        #expect(report.endedEarly == "the time is up; the rest is left for the next scan")
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

    @Test("unpacks on the data disk, and leaves nothing there")
    func scratch() async throws {
        let bench = try ScanBench()
        let left = bench.layout.scratch + "/left"
        for path in [bench.layout.scratch, left] { try #require(mkdir(path, 0o700) == 0) }
        try Files.replace(left + "/file", with: [1])
        try bench.change("(cd /tmp && tar -czf - -C \"$OLDPWD\" home/ruled) >home/archive.tar.gz")
        let report = try await bench.scan()
        #expect(report.infections.map(\.path).contains("/home/archive.tar.gz"))
        #expect(report.unscannedCount == 0)
        #expect(Files.listing(of: bench.layout.scratch) == [])
    }

    @Test("is not held up by a FIFO where the table of mounts should be")
    func fifo() async throws {
        let bench = try ScanBench()
        try bench.change("rm etc/fstab; mkfifo etc/fstab")
        let report = try await bench.scan()
        #expect(report.infections.map(\.path).contains("/home/infected"))
        #expect(report.volumes.map(\.mountPoint) == ["/", "", "", "", "", ""])
    }

    @Test("scans what has a name that is no text, and says that it cannot be removed by that")
    func names() async throws {
        let bench = try ScanBench()
        try bench.change("d=home/$(printf '\\377'); mkdir \"$d\"; echo \(ScanBench.marker) >\"$d\"/$(printf 'e\\376')")
        let report = try await bench.scan()
        let infection = try #require(report.infections.first { $0.path == "/home/\\xFF/e\\xFE" })
        #expect(infection.notRemovable?.hasPrefix("its name is no text") == true)
        #expect(infection.keptAs != nil)
        #expect(report.unscannedCount == 0)
    }

    @Test("counts what it should have read and could not, and goes on")
    func unscanned() async throws {
        let bench = try ScanBench()
        try bench.spoil("debugfs -w -R 'sif home/9 block[0] 0' \"$1\" 2>/dev/null")
        try bench.change("p=home; for i in $(seq 300); do p=$p/d; done; mkdir -p $p; echo x >$p/file")
        let report = try await bench.scan()
        #expect(report.unscannedCount == 2)
        #expect(report.unscanned.contains { $0.hasPrefix("/home/9: ") })
        #expect(report.unscanned.contains { $0.hasSuffix("/d: it lies deeper than a scan goes") })
        #expect(report.infectionCount == 3)
        #expect(report.filesScanned == 53)
    }

    @Test("goes on with another clamd when one dies, and says of which file it did")
    func death() async throws {
        let bench = try ScanBench()
        let killed = Mutex(false)
        let report = try await bench.scan(ScanOrder(isFull: true)) { _, text in
            guard text.contains(" MiB, "), killed.withLock({ !$0 }) else { return }
            guard let process = Int32(Files.text(bench.folder + "/run/clamd.pid")), process > 1 else { return }
            killed.withLock { $0 = kill(process, SIGKILL) == 0 }
        }
        #expect(killed.withLock { $0 })
        #expect(report.unscannedCount == 1)
        #expect(report.unscanned.first?.hasSuffix(": clamd does not survive it") == true)
        // The file that was lost may have been the one that is too long.
        #expect([53, 54].contains(report.filesScanned))
        #expect(report.endedEarly == nil)
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
}
