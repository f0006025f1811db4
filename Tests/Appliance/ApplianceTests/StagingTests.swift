import ApplianceLink
import FoundationEssentials
import Glibc
import NIOPosix
import Testing

@testable import Appliance

@Suite("Package staging")
struct StagingTests {
    @Test(
        "Versions are ordered as dpkg orders them",
        arguments: [
            ("1.0", "1.1"), ("1.9", "1.10"), ("1.0~rc1", "1.0"), ("1.0", "1.0a"), ("9", "1:1"), ("1.0-1", "1.0-2"),
            ("1.0", "1.0-1"), ("1.0a", "1.0+b"), ("1.0~~", "1.0~"),
        ]
    )
    func versions(_ older: String, _ newer: String) {
        #expect(DebianVersion(older) < DebianVersion(newer))
        #expect(!(DebianVersion(newer) < DebianVersion(older)))
    }

    @Test("Leading zeros do not make a newer version")
    func zeros() {
        #expect(DebianVersion("1.01") == DebianVersion("1.1"))
    }

    static func stanza(_ version: String, name: String = "app", file: String? = nil, sum: Character = "a") -> String {
        """
        Package: \(name)
        Version: \(version)
        Architecture: all
        Filename: \(file ?? "./app_\(version)_all.deb")
        SHA256: \(String(repeating: sum, count: 64))
        Description: something
         Version: 99


        """
    }

    @Test("The newest version of a package is taken, whatever the order of the index")
    func newest() {
        let index = PackageIndex(untrustedText: Self.stanza("1.10") + Self.stanza("1.9"))
        #expect(index.newest("app")?.version == "1.10")
        #expect(index.newest("app")?.path == "app_1.10_all.deb")
        #expect(index.newest("app")?.fileName == "app_1.10_all.deb")
        #expect(index.newest("other") == nil)
    }

    @Test(
        "An entry that would lead elsewhere is left out",
        arguments: [
            stanza("1", file: "../../etc/passwd"), stanza("1", file: "/etc/passwd"), stanza("1/../2"),
            stanza("1", name: "-rf"), stanza("1", name: "../x"), stanza("1", sum: " "),
        ]
    )
    func hostileEntry(_ text: String) {
        let index = PackageIndex(untrustedText: text)
        #expect(["app", "-rf", "../x"].allSatisfy { index.newest($0) == nil })
    }

    @Test(
        "Only plain http and https URLs are fetched",
        arguments: ["file:///etc/passwd", "ftp://a/b", "http://a/ b", "-o/etc/passwd", "http://a/{1,2}", ""]
    )
    func hostileURL(_ url: String) {
        #expect(!Fetcher.isAcceptable(url))
    }

    @Test("A regular and a flat repository have their index where apt looks for it")
    func repositories() throws {
        #expect(try Repository("http://repo.lan").index == "http://repo.lan/Packages")
        let regular = try Repository("http://mirror.lan/debian bookworm main")
        #expect(regular.index == "http://mirror.lan/debian/dists/bookworm/main/binary-amd64/Packages.gz")
        let flat = try Repository("[arch=amd64 trusted=yes] http://repo.lan/ ./")
        #expect(flat.index == "http://repo.lan/Packages")
        #expect(flat.isTrusted)
        #expect(!regular.isTrusted)
        #expect(throws: ApplianceError.self) { try Repository("http://a b c d") }
        #expect(throws: ApplianceError.self) { try Repository("http://a ../b main") }
        #expect(throws: ApplianceError.self) { try Repository("[trusted=yes]") }
    }

    @Test("tar unpacks what was written to the payload disk, though old bytes follow")
    func payload() throws {
        let folder = try Folder()
        try Files.replace(folder.path + "/a_1_all.deb", with: Array(repeating: 7, count: 1000))
        try Files.replace(folder.path + "/b_1_all.deb", with: [])
        try Files.replace(folder.path + "/disk", with: Array(repeating: 0xFF, count: 64 << 10))
        try PayloadDisk(device: folder.path + "/disk").write(["a_1_all.deb", "b_1_all.deb"], from: folder.path)
        let listing = try Command("/usr/bin/tar", ["-tf", folder.path + "/disk"]).runHere()
        #expect(listing.succeeded)
        #expect(listing.output == "a_1_all.deb\nb_1_all.deb\n")
        let content = try Command("/usr/bin/tar", ["-xOf", folder.path + "/disk", "a_1_all.deb"]).runHere()
        #expect(content.output.utf8.count == 1000)
    }

    @Test("An adopted edition is current with its version and date, and the draft is gone")
    func editions() throws {
        let folder = try Folder()
        let store = EditionStore(folder: folder.path)
        #expect(store.current == nil)
        for number in 1...3 {
            let edition = EditionStore.Edition(version: "\(number)", date: Date(timeIntervalSince1970: 1_000_000))
            try Files.replace(try store.draft() + "/sekisho.hdb", with: Array("\(number)".utf8))
            try store.adopt(edition)
            #expect(store.current?.version == "\(number)")
            #expect(store.current?.date == edition.date)
            #expect(Files.text(folder.path + "/current/sekisho.hdb") == "\(number)")
        }
        #expect(Files.names(in: folder.path) == ["a", "b", "current", "former"])
        #expect(try store.revert().version == "2")
        #expect(store.current?.version == "2")
        #expect(store.former?.version == "3")
    }

    @Test("A program that takes too long is ended and its status says so")
    func timeout() throws {
        let outcome = try Command("/bin/sleep", ["60"], timeoutSeconds: 0).runHere()
        #expect(outcome.status == 128 + SIGKILL)
    }

    @Test("A program's output and status come back")
    func command() throws {
        let outcome = try Command("/bin/sh", ["-c", "echo out; echo err >&2; exit 3"]).runHere()
        #expect(outcome.status == 3)
        #expect(outcome.output == "out\nerr\n")
        #expect(throws: ApplianceError.self) { try Command("/no/such/program", []).runHere() }
    }

    @Test("The link's port says when the other side is there, what it sent, and when it is gone")
    func port() async throws {
        var ends: [Int32] = [0, 0]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        let threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
        let port = LinkPort(file: ends[0], threads: threads)
        #expect(await port.write([1, 2, 3]))
        try Files.writeAll([4, 5], to: ends[1])
        var reports: [LinkPort.Report] = []
        for await report in port.reports() {
            reports.append(report)
            if reports.count == 2 { shutdown(ends[1], Int32(SHUT_WR)) }
            if reports.count == 3 { break }
        }
        #expect(reports == [.connected, .bytes([4, 5]), .disconnected])
        close(ends[1])
        try await threads.shutdownGracefully()
        close(ends[0])
    }
}

/// A folder that is gone after the test.
final class Folder {
    let path: String

    init() throws {
        path = "/tmp/appliance-tests-\(UUID().uuidString)"
        guard mkdir(path, 0o755) == 0 else { throw ApplianceError.failed("no folder") }
    }

    deinit {
        for name in Files.names(in: path) {
            unlink("\(path)/\(name)")
            Files.removeFolder("\(path)/\(name)")
        }
        rmdir(path)
    }
}
