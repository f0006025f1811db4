import ApplianceLink
import FoundationEssentials
import Glibc
import Inventory
import NIOPosix
import Testing

@testable import Appliance

@Suite("Definitions, with the real ClamAV", .serialized, .enabled(if: ScanBench.isPossible), .timeLimit(.minutes(2)))
struct DefinitionsTests {
    /// Definitions that are fetched from a web server.
    final class Bench: Sendable {
        let server: WebServer
        let store: EditionStore
        let definitions: Definitions
        private let threads: NIOThreadPool

        init() throws {
            server = try WebServer()
            threads = NIOThreadPool(numberOfThreads: 2)
            threads.start()
            store = EditionStore(folder: server.folder + "/store")
            try #require(mkdir(store.folder, 0o755) == 0)
            definitions = Definitions(
                store: store,
                fetcher: Fetcher(threads: threads),
                publisher: Publisher(path: server.folder + "/publisher.key")
            )
        }

        deinit { threads.shutdownGracefully { _ in } }

        /// Puts a file onto the server and gives the order for it.
        func publish(_ name: String, _ text: String, version: String = "1") throws -> Download {
            try server.publish(name, text.utf8)
            return Download(
                url: "\(server.url)/\(name)",
                sha256: try #require(FileDigest.sha256(of: "\(server.files)/\(name)")),
                version: version,
                date: Date(timeIntervalSince1970: 1_000_000)
            )
        }

        func update(_ order: Download) async throws {
            try await definitions.update(order, unless: Abandonment())
        }
    }

    @Test("are not loaded when the memory does not hold them, and the refusal says how much would")
    func memory() {
        let published = DatabaseRoom([("main.cvd", 170 << 20), ("daily.cvd", 62 << 20), ("own.ndb", 1 << 20)])
        #expect((1200...1600).contains(published.needed))
        let small = Memory(untrustedText: "MemTotal: 786432 kB\nMemFree: 1 kB\nMemAvailable: 524288 kB\n")
        #expect(
            published.refusal(in: small)
                == "the definitions take some 1459 MiB of memory, and 512 MiB are free; "
                + "give the appliance 1792 MiB (memoryMiB in the PC's configuration)"
        )
        let enough = Memory(untrustedText: "MemTotal: 1835008 kB\nMemAvailable: 1572864 kB\n")
        #expect(published.refusal(in: enough) == nil)
        #expect(DatabaseRoom([("sekisho.ndb", 1 << 20)]).refusal(in: small) == nil)
    }

    @Test("are taken when they load, and otherwise the former ones stay")
    func loading() async throws {
        let bench = try Bench()
        try await bench.update(try bench.publish("a.ndb", ScanBench.signatures))
        #expect(bench.store.current?.version == "1")
        for (name, text) in [("b.ndb", "no signature\n"), ("c.yar", "rule broken { condition: }\n")] {
            let bad = try bench.publish(name, text, version: "2")
            await #expect(throws: ApplianceError.self) { try await bench.update(bad) }
        }
        #expect(bench.store.current?.version == "1")
        try await bench.update(try bench.publish("d.yar", ScanBench.rules, version: "3"))
        #expect(bench.store.current?.version == "3")
        #expect(bench.store.former?.version == "1")
    }

    @Test("may come as an archive of databases and rules")
    func archive() async throws {
        let bench = try Bench()
        _ = try bench.publish("a.ndb", ScanBench.signatures)
        _ = try bench.publish("b.yar", ScanBench.rules)
        _ = try bench.publish("c.txt", "something else")
        let www = bench.server.files
        let pack = Command("/bin/tar", ["-cf", www + "/all.tar", "-C", www, "a.ndb", "b.yar", "c.txt"])
        try #require(try pack.runHere().succeeded)
        var order = try bench.publish("x.tar", "")
        order.url = order.url.replacing("x.tar", with: "all.tar")
        order.sha256 = try #require(FileDigest.sha256(of: www + "/all.tar"))
        try await bench.update(order)
        #expect(Files.names(in: bench.store.folder + "/current") == ["a.ndb", "b.yar", "edition.json"])
    }

    @Test("that were fetched in part are not fetched anew from their beginning")
    func resumed() async throws {
        let bench = try Bench()
        let text = ScanBench.signatures + String(repeating: "# a comment\n", count: 5000)
        let order = try bench.publish("a.ndb", text)
        let draft = try bench.store.draft(for: order.sha256)
        try Files.replace(draft + "/sekisho.ndb", with: Array(text.utf8.prefix(20_000)))
        // Only who begins behind what is there can come to the right checksum.
        let spoilt =
            String(repeating: "x", count: 20_000) + String(decoding: text.utf8.dropFirst(20_000), as: UTF8.self)
        _ = try bench.publish("a.ndb", spoilt)
        try await bench.update(order)
        #expect(bench.store.current?.version == "1")
    }

    @Test("whose beginning was damaged are fetched anew")
    func damagedPart() async throws {
        let bench = try Bench()
        let order = try bench.publish("a.ndb", ScanBench.signatures)
        let draft = try bench.store.draft(for: order.sha256)
        try Files.replace(draft + "/sekisho.ndb", with: Array("damage".utf8))
        try await bench.update(order)
        #expect(bench.store.current?.version == "1")
    }

    @Test("of another checksum are refused")
    func checksum() async throws {
        let bench = try Bench()
        var order = try bench.publish("a.ndb", ScanBench.signatures)
        order.sha256 = String(repeating: "0", count: 64)
        await #expect(throws: ApplianceError.self) { try await bench.update(order) }
        #expect(bench.store.current == nil)
    }
}
