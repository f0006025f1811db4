import ApplianceLink
import Crypto
import FoundationEssentials
import Inventory
import NIOPosix
import Testing

@testable import Appliance

extension Download {
    /// The order with the signature of a key over what it is for.
    fileprivate func signed(_ kind: ContentKind, by key: Curve25519.Signing.PrivateKey) throws -> Download {
        var order = self
        order.signature = ContentSignature(
            key: key.publicKey.rawRepresentation.base64EncodedString(),
            value: try key.signature(for: signedBytes(kind)).base64EncodedString()
        )
        return order
    }
}

private let unsigned = ApplianceError.wrongContent("it is not signed, but what came before was")
private let forged = ApplianceError.wrongContent("the signature is wrong")
private let foreign = ApplianceError.wrongContent("it is signed by another publisher than before")

@Suite("What is published")
struct PublisherTests {
    private let key = Curve25519.Signing.PrivateKey()
    private let other = Curve25519.Signing.PrivateKey()

    @Test("once signed, comes from the same publisher ever after", arguments: ContentKind.allCases)
    func signatures(_ kind: ContentKind) throws {
        let folder = try Folder()
        let publisher = Publisher(path: folder.path + "/key")
        let order = Download(url: "", sha256: String(repeating: "a", count: 64), version: "1", date: .distantPast)
        try publisher.check(order, for: kind)
        try publisher.check(order.signed(kind, by: key), for: kind)
        var changed = try order.signed(kind, by: key)
        changed.version = "2"
        #expect(throws: forged) { try publisher.check(changed, for: kind) }
        #expect(throws: foreign) { try publisher.check(order.signed(kind, by: other), for: kind) }
        #expect(throws: unsigned) { try publisher.check(order, for: kind) }
        try publisher.check(order.signed(kind, by: key), for: kind)
    }

    @Test("for one use passes for no other")
    func uses() throws {
        let folder = try Folder()
        let publisher = Publisher(path: folder.path + "/key")
        let order = Download(url: "", sha256: String(repeating: "a", count: 64), version: "1", date: .distantPast)
        for kind in ContentKind.allCases {
            for use in ContentKind.allCases where use != kind {
                #expect(throws: forged) { try publisher.check(order.signed(kind, by: key), for: use) }
            }
        }
    }

    @Test("as block list is fetched, read and taken only with the publisher's signature")
    func lists() async throws {
        let bench = try Bench()
        let lists = TextEdition<BlockList>.lists(bench.layout, bench.fetcher)
        let order = try bench.publish("a.list", "192.0.2.1\n")
        let first = try order.signed(.lists, by: key)
        #expect(try await lists.fetch(first, unless: Abandonment()).addresses == ["192.0.2.1"])
        try lists.adopt(first)
        let next = try bench.publish("b.list", "192.0.2.2\n")
        for (bad, reason) in [
            (next, unsigned), (try next.signed(.lists, by: other), foreign),
            (try next.signed(.policy, by: key), forged),
        ] {
            await #expect(throws: reason) { try await lists.fetch(bad, unless: Abandonment()) }
        }
        #expect(lists.current?.addresses == ["192.0.2.1"])
        let good = try next.signed(.lists, by: key)
        #expect(try await lists.fetch(good, unless: Abandonment()).addresses == ["192.0.2.2"])
    }

    @Test("as policy is held to the key that signed the block list")
    func policy() async throws {
        let bench = try Bench()
        let list = try bench.publish("a.list", "192.0.2.1\n").signed(.lists, by: key)
        _ = try await TextEdition<BlockList>.lists(bench.layout, bench.fetcher).fetch(list, unless: Abandonment())
        let policies = TextEdition<GuardPolicy>.policy(bench.layout, bench.fetcher)
        let order = try bench.publish("a.policy", GuardPolicy.standardText)
        for (bad, reason) in [(order, unsigned), (try order.signed(.policy, by: other), foreign)] {
            await #expect(throws: reason) { try await policies.fetch(bad, unless: Abandonment()) }
        }
        #expect(policies.current == nil)
        let good = try order.signed(.policy, by: key)
        #expect(try await policies.fetch(good, unless: Abandonment()) == .standard)
    }

    /// A web server, and folders of editions.
    private final class Bench: Sendable {
        let server: WebServer
        let layout: Layout
        let fetcher: Fetcher
        private let threads = NIOThreadPool(numberOfThreads: 2)

        init() throws {
            server = try WebServer()
            threads.start()
            fetcher = Fetcher(threads: threads)
            var layout = Layout()
            layout.data = server.folder
            self.layout = layout
            for folder in [layout.lists, layout.policy] {
                try #require(try Command("/bin/mkdir", [folder]).runHere().succeeded)
            }
        }

        deinit { threads.shutdownGracefully { _ in } }

        func publish(_ name: String, _ text: String) throws -> Download {
            try server.publish(name, text.utf8)
            let digest = try #require(FileDigest.sha256(of: "\(server.files)/\(name)"))
            return Download(url: "\(server.url)/\(name)", sha256: digest, version: name, date: .distantPast)
        }
    }
}
