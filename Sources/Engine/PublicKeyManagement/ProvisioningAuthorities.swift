import FoundationEssentials
package import NVRAM

/// The authorities whose certificates may set the engine up from the network, by the SHA-256 of their own.
package struct ProvisioningAuthorities: Sendable {
    /// One of them.
    package struct Authority: Codable, Hashable, Sendable {
        package var name: String
        /// The digest in hexadecimal, upper case.
        package var digest: String
        package var isEnabled = true
        package var isDefault = true
    }

    let nvram: NVRAM

    package init(nvram: NVRAM) { self.nvram = nvram }

    private static let key = "provisioning.authorities"
    /// Authorities that are kept at most.
    static let greatestCount = 32

    /// All of them, those that came with the engine first.
    package func all() async throws -> [Authority] {
        try await nvram.setting(Self.key, as: [Authority].self) ?? Self.delivered
    }

    /// The authority that counts and whose certificate has this digest; nil when there is none.
    package func authority(trusting digest: String) async throws -> Authority? {
        try await all().first { $0.isEnabled && $0.digest == digest }
    }

    /// Changes the list.
    func change(_ body: @Sendable (inout [Authority]) throws -> Void) async throws {
        try await nvram.change(Self.key, from: Self.delivered, body)
    }

    /// The public authorities that sell certificates for setting AMT up.
    private static let delivered = [
        Authority(
            name: "Go Daddy Class 2 CA",
            digest: "C3846BF24B9E93CA64274C0EC67C1ECC5E024FFCACD2D74019350E81FE546AE4"
        ),
        Authority(
            name: "Go Daddy Root CA-G2",
            digest: "45140B3247EB9CC8C5B4F0D7B53091F73292089E6E5A63E2749DD3ACA9198EDA"
        ),
        Authority(
            name: "Starfield Class 2 CA",
            digest: "1465FA205397B876FAA6F0A9958E5590E40FCC7FAA4FB7C2C8677521FB5FB658"
        ),
        Authority(
            name: "Starfield Root CA-G2",
            digest: "2CE1CB0BF9D2F9E102993FBE215152C3B2DD0CABDE1C68E5319B839154DBB7F5"
        ),
        Authority(
            name: "COMODO RSA CA",
            digest: "52F0E1C4E58EC629291B60317F074671B85D7EA80D5B07273463534B32B40234"
        ),
        Authority(
            name: "Entrust Root CA-G2",
            digest: "43DF5774B03E7FEF5FE40D931A7BEDF1BB2E6B42738C4E6D3841103D3AA7F339"
        ),
        Authority(
            name: "AffirmTrust Premium",
            digest: "70A73F7F376B60074248904534B11482D5BF0E698ECC498DF52577EBF2E93B9A"
        ),
        Authority(
            name: "DigiCert Global Root CA",
            digest: "4348A0E9444C78CB265E058D5E8944B4D84F9662BD26DB257F8934A443C70161"
        ),
        Authority(
            name: "DigiCert Global Root G2",
            digest: "CB3CCBB76031E5E0138F8DD39A23F9DE47FFC35E43C1144CEA27D46A5AB1CB5F"
        ),
        Authority(
            name: "USERTrust RSA CA",
            digest: "E793C9B02FD8AA13E21C31228ACCB08119643B749C898964B1746D46C3D4CBD2"
        ),
    ]
}
