import SwiftASN1
import X509

/// Which client certificates mutual TLS admits, once their chain has been found good.
public struct ClientRule: Sendable, Hashable {
    /// The authorities that a client's certificate must come from, DER.
    public let trustedRoots: [[UInt8]]
    /// The common names that are admitted; all when there is none.
    public let trustedNames: [String]
    /// The serial numbers that their authorities have revoked, by the address of the list that says so.
    public let revoked: [RevocationList]

    /// Creates a rule from its parts.
    public init(trustedRoots: [[UInt8]], trustedNames: [String], revoked: [RevocationList] = []) {
        self.trustedRoots = trustedRoots
        self.trustedNames = trustedNames
        self.revoked = revoked
    }

    /// The key usage that a remote console's certificate must have.
    static let remoteConsole: ASN1ObjectIdentifier = [2, 16, 840, 1, 113_741, 1, 2, 1]

    /// Whether a client with that certificate is admitted.
    public func admits(untrustedCertificate der: [UInt8]) -> Bool {
        guard let certificate = try? Certificate(derEncoded: der),
            let usage = try? certificate.extensions.extendedKeyUsage,
            usage.contains(ExtendedKeyUsage.Usage(oid: Self.remoteConsole))
        else { return false }
        let serial = certificate.serialNumber.bytes.drop { $0 == 0 }
        if revoked.contains(where: { $0.serialNumbers.contains { $0.drop { $0 == 0 } == serial } }) { return false }
        return trustedNames.isEmpty || trustedNames.contains { Self.name($0, matches: certificate.subject.commonName) }
    }

    /// A trusted name is a whole name, or a domain under which the name lies.
    private static func name(_ trusted: String, matches name: String?) -> Bool {
        guard let name = name?.lowercased() else { return false }
        let trusted = trusted.lowercased()
        return name == trusted || name.hasSuffix(trusted.hasPrefix(".") ? trusted : "." + trusted)
    }
}

/// What an authority says of the certificates that it revoked.
public struct RevocationList: Sendable, Hashable, Codable {
    /// Where the authority publishes the list.
    public let url: String
    /// The serial numbers, most significant byte first.
    public let serialNumbers: [[UInt8]]

    /// Creates a list from its parts.
    public init(url: String, serialNumbers: [[UInt8]]) {
        self.url = url
        self.serialNumbers = serialNumbers
    }
}
