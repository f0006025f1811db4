import ApplianceLink
import FoundationEssentials
import Glibc
import Inventory
import NIOPosix
import Testing

@testable import Appliance

@Suite("Updates")
struct UpdateTests {
    static func stanza(_ name: String, _ version: String, _ more: String = "") -> String {
        """
        Package: \(name)
        Version: \(version)
        Architecture: all
        Filename: ./\(name)_\(version)_all.deb
        SHA256: \(String(repeating: "a", count: 64))
        \(more)


        """
    }

    @Test(
        "A relation accepts the versions that it names",
        arguments: [
            ("aa (>= 1.2)", "1.2", true), ("aa (>= 1.2)", "1.10", true), ("aa (>= 1.2)", "1.1", false),
            ("aa (<< 2)", "1.9", true), ("aa (<< 2)", "2", false), ("aa (= 1-1)", "1-1", true),
            ("aa (>> 1)", "1", false), ("aa (<= 1)", "1", true), ("aa:any", "0", true), ("aa [amd64]", "0", true),
        ]
    )
    func relations(_ text: String, _ version: String, _ accepted: Bool) throws {
        let relation = try #require(Relation(untrusted: text[...]))
        #expect(relation.name == "aa")
        #expect(relation.accepts(version) == accepted)
    }

    private let index = PackageIndex(
        untrustedText: stanza("app", "2", "Depends: lib-one (>= 2), mail-agent, lib-old | lib-two")
            + stanza("lib-one", "2.1", "Pre-Depends: lib-two (>= 1)") + stanza("lib-two", "1.5", "Depends: app")
            + stanza("postman", "1", "Provides: mail-agent") + stanza("broken", "1", "Depends: not-there (>= 3)")
    )

    @Test("What a package needs comes before it, as far as it is not installed, and circles end")
    func dependencies() throws {
        let bare = Resolver(index: index, installed: ["base": "1"])
        #expect(try bare.resolve(["app"]).map(\.name) == ["lib-two", "lib-one", "postman", "app"])
        let equipped = Resolver(index: index, installed: ["lib-one": "2", "postman": "1", "lib-old": "1"])
        #expect(try equipped.resolve(["app"]).map(\.name) == ["app"])
        let old = Resolver(index: index, installed: ["lib-one": "1.9", "lib-two": "1", "postman": "1"])
        #expect(try old.resolve(["app"]).map(\.name) == ["lib-one", "app"])
    }

    @Test("A package that needs what nobody has is refused by name")
    func unmet() {
        let resolver = Resolver(index: index, installed: ["base": "1"])
        #expect(throws: ApplianceError.self) { try resolver.resolve(["absent"]) }
        let reason = "broken needs not-there, which neither the user OS nor the repository has"
        #expect(throws: ApplianceError.failed(reason)) { try resolver.resolve(["broken"]) }
    }

    @Test("What is older than the repository is missing, as grave as the gravest repository says")
    func missing() {
        var found: [String: MissingUpdate] = [:]
        let installed = ["app": "1", "lib-two": "1.5", "postman": "0.9", "alone": "1"]
        UpdateList.add(installed, IndexReader.Reading(index: index, isSecurity: false), &found)
        #expect(found.keys.sorted() == ["app", "postman"])
        #expect(found["app"]?.severity == .ordinary)
        let fixes = PackageIndex(untrustedText: Self.stanza("app", "1.1") + Self.stanza("postman", "1.2"))
        UpdateList.add(installed, IndexReader.Reading(index: fixes, isSecurity: true), &found)
        #expect(found["app"].map { [$0.installed, $0.candidate] } == ["1", "2"])
        #expect(found["app"]?.severity == .security)
        #expect(found["postman"]?.candidate == "1.2")
        let base = PackageIndex(untrustedText: Self.stanza("alone", "2", "Priority: required"))
        UpdateList.add(installed, IndexReader.Reading(index: base, isSecurity: false), &found)
        #expect(found["alone"]?.severity == .important)
    }

    @Test("A release file tells where it is from and what its indices are")
    func releaseFile() {
        let release = ReleaseFile(
            untrustedText: """
                Label: Debian-Security
                Suite: oldstable-security
                MD5Sum:
                 00 10 main/Packages
                SHA256:
                 ABCD 10 main/Packages
                 ef01 12 main/Packages.gz
                """
        )
        #expect(release.isSecurity)
        #expect(release.digests == ["main/Packages": "abcd", "main/Packages.gz": "ef01"])
        #expect(!ReleaseFile(untrustedText: "Label: Debian\nSuite: stable\n").isSecurity)
    }
}

@Suite("Signed repositories, with the real gpgv", .serialized, .enabled(if: isSigningPossible), .timeLimit(.minutes(2)))
struct SignedRepositoryTests {
    /// A repository on a web server, its key in a folder of keyrings.
    final class Bench: Sendable {
        let server: WebServer
        let reader: IndexReader
        let threads = NIOThreadPool(numberOfThreads: 2)

        init() throws {
            server = try WebServer()
            threads.start()
            for name in ["keys", "home", "staging"] { try #require(mkdir("\(server.folder)/\(name)", 0o700) == 0) }
            reader = IndexReader(
                folder: server.folder + "/staging",
                fetcher: Fetcher(threads: threads),
                keyrings: [server.folder + "/keys"]
            )
            let index = UpdateTests.stanza("app", "2", "Depends: lib") + UpdateTests.stanza("lib", "1")
            try server.publish("Packages", index.utf8)
            try sign()
        }

        deinit { threads.shutdownGracefully { _ in } }

        func sign() throws {
            let script = """
                cd "$0"; export GNUPGHOME="$0/home"
                [ -e keys/repo.gpg ] || {
                    gpg --batch --quiet --passphrase '' --quick-generate-key repo@test ed25519 sign never
                    gpg --batch --quiet --export repo@test >keys/repo.gpg
                }
                digest=$(sha256sum www/Packages | cut -d' ' -f1); size=$(stat -c %s www/Packages)
                printf 'Label: Test\\nSHA256:\\n %s %s Packages\\n' "$digest" "$size" >Release
                rm -f www/InRelease; gpg --batch --quiet --local-user repo@test --output www/InRelease --clear-sign Release
                gpgconf --kill gpg-agent
                """
            let outcome = try Command("/bin/sh", ["-ec", script, server.folder]).runHere()
            try #require(outcome.succeeded, "\(outcome.output)")
        }

        func read(_ options: String = "") async throws -> PackageIndex {
            try await reader.read(try Repository(options + server.url), unless: Abandonment()).index
        }
    }

    @Test("are believed by their keys, and not once anything was changed")
    func signed() async throws {
        let bench = try Bench()
        #expect(try await bench.read().newest("app")?.version == "2")
        let index = Files.text(bench.server.files + "/Packages")
        try bench.server.publish("Packages", (index + "\n\n" + UpdateTests.stanza("app", "9")).utf8)
        await #expect(throws: ApplianceError.self) { try await bench.read() }
        let release = Files.text(bench.server.files + "/InRelease")
        try bench.server.publish("InRelease", release.replacing("Test", with: "Tesp").utf8)
        await #expect(throws: ApplianceError.self) { try await bench.read("[trusted=yes] ") }
        try bench.sign()
        #expect(try await bench.read().newest("app")?.version == "9")
    }

    @Test("without a signature are refused, unless their entry says that they are trusted")
    func unsigned() async throws {
        let bench = try Bench()
        unlink(bench.server.files + "/InRelease")
        await #expect(throws: ApplianceError.self) { try await bench.read() }
        #expect(try await bench.read("[trusted=yes] ").newest("app")?.version == "2")
    }

    @Test("give what is wanted and what that needs, onto the payload disk")
    func staged() async throws {
        let bench = try Bench()
        var index = ""
        for (name, more) in [("app", "Depends: lib"), ("lib", "")] {
            let file = "\(name)_1_all.deb"
            try bench.server.publish(file, Array("content of \(name)".utf8))
            let digest = try #require(FileDigest.sha256(of: "\(bench.server.files)/\(file)"))
            let stanza = UpdateTests.stanza(name, "1", more)
            index += stanza.replacing(String(repeating: "a", count: 64), with: digest)
        }
        try bench.server.publish("Packages", index.utf8)
        try bench.sign()
        let disk = bench.server.folder + "/disk"
        try Files.replace(disk, with: [])
        let staging = PackageStaging(folder: bench.reader.folder, fetcher: bench.reader.fetcher, reader: bench.reader)
        let manifest = try await staging.stage(
            PackageOrder(names: ["app"], repository: bench.server.url, installed: ["base": "1"]),
            on: PayloadDisk(device: disk),
            unless: Abandonment(),
            progress: { _, _ in }
        )
        #expect(manifest.packages.map(\.name) == ["lib", "app"])
        let listing = try Command("/usr/bin/tar", ["-tf", disk]).runHere()
        #expect(listing.output == "lib_1_all.deb\napp_1_all.deb\n")
    }
}

private let signers: [String] = ["/usr/bin/gpg", "/usr/bin/gpgv", "/bin/busybox"]
private let isSigningPossible = signers.allSatisfy { access($0, X_OK) == 0 }
