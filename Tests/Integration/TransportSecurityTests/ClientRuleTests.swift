import PublicKeyManagement
import ManagementEngine
import Testing
import X509

@Suite("Mutual TLS")
struct ClientRuleTests {
    @Test("admits a remote console's certificate, and no other of the same authority")
    func usage() throws {
        let authority = try TestAuthority()
        let rule = ClientRule(trustedRoots: [], trustedNames: [])
        #expect(rule.admits(untrustedCertificate: try authority.client("console").der))
        #expect(!rule.admits(untrustedCertificate: try authority.client("console", usages: [.clientAuth]).der))
        #expect(!rule.admits(untrustedCertificate: [0x30, 0x00]))
    }

    @Test(
        "admits the names that are trusted, and those under a trusted domain",
        arguments: [
            ("console.example.com", true), ("CONSOLE.example.com", true), ("example.com", true),
            ("notexample.com", false), ("example.com.evil", false), ("", false),
        ]
    )
    func names(name: String, isAdmitted: Bool) throws {
        let rule = ClientRule(trustedRoots: [], trustedNames: ["example.com"])
        #expect(rule.admits(untrustedCertificate: try TestAuthority().client(name).der) == isAdmitted)
    }

    @Test("refuses a certificate that was revoked, however its number is written")
    func revoked() throws {
        let list = RevocationList(url: "http://ca/crl", serialNumbers: [[0, 1, 2, 3]])
        let rule = ClientRule(trustedRoots: [], trustedNames: [], revoked: [list])
        let authority = try TestAuthority()
        #expect(!rule.admits(untrustedCertificate: try authority.client("a", serial: .init(bytes: [1, 2, 3])).der))
        #expect(rule.admits(untrustedCertificate: try authority.client("a", serial: .init(bytes: [1, 2, 4])).der))
    }
}
