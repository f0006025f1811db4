import Fleet
@testable import ConsoleServer
import Foundation
import Testing

@Suite("What the console is started with")
struct ConfigurationTests {
    @Test(
        "addresses are read",
        arguments: [
            ("127.0.0.1:8443", "127.0.0.1:8443"), ("[::1]:1", "[::1]:1"), ("unix:/run/c.sock", "unix:/run/c.sock"),
        ]
    )
    func addresses(text: String, description: String) {
        #expect(ListenAddress(text)?.description == description)
    }

    @Test(
        "what is no address is refused",
        arguments: ["", "8443", ":1", "host:", "host:70000", "unix:relative", "h:-1"]
    )
    func badAddresses(text: String) {
        #expect(ListenAddress(text) == nil)
    }

    @Test("the certificate is made once and kept")
    func certificate() throws {
        let directory = try scratch()
        let first = try ServerCertificate.open(in: directory, names: ["console.example"])
        #expect(first.fingerprint.count == 64)
        #expect(try ServerCertificate.open(in: directory, names: []).fingerprint == first.fingerprint)
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.path + "/certificate.key")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("addresses in certificates are bytes")
    func addressBytes() {
        #expect(ServerCertificate.addressBytes("10.0.0.1") == [10, 0, 0, 1])
        #expect(ServerCertificate.addressBytes("::1") == Array(repeating: 0, count: 15) + [1])
        #expect(ServerCertificate.addressBytes("localhost") == nil)
    }

    @Test("a password is kept so that it cannot be read, and only itself matches")
    func password() throws {
        let hash = try PasswordHash("correct horse", rounds: 16)
        #expect(hash.matches("correct horse"))
        #expect(!hash.matches("correct horse ") && !hash.matches(""))
        #expect(try PasswordHash("correct horse", rounds: 16) != hash)
    }

    @Test("the newest definitions are offered with their sum and the edition's version")
    func content() async throws {
        let content = ContentDirectory(directory: try scratch(), url: "http://console.lan:8080/content/")
        try content.prepare()
        await #expect(throws: (any Error).self) { try await content.newestDefinitions() }
        let folder = content.directory.appending(path: "definitions")
        try Data("abc".utf8).write(to: folder.appending(path: "2026.2.ndb"))
        let plain = try await content.newestDefinitions()
        #expect(plain.url == "http://console.lan:8080/content/definitions/2026.2.ndb")
        #expect(plain.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(plain.version == "2026.2")
        let edition = #"{"version":"7","date":"2026-01-02T03:04:05Z"}"#
        try Data(edition.utf8).write(to: folder.appending(path: "edition.json"))
        #expect(try await content.newestDefinitions().version == "7")
    }

    private func scratch() throws -> URL {
        let url = URL.temporaryDirectory.appending(path: "console-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }
}
