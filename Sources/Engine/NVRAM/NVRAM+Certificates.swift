/// A certificate of the certificate store.
public struct CertificateRecord: Sendable, Hashable {
    /// The small number by which consoles know it.
    public let handle: Int
    /// The certificate, DER.
    public let der: [UInt8]
    /// Whether it is an authority whose certificates are trusted.
    public let isTrustedRoot: Bool
    /// Whether the engine made it itself.
    public let isReadOnly: Bool
}

/// An RSA key pair of the certificate store.
public struct KeyPairRecord: Sendable, Hashable {
    /// The small number by which consoles know it.
    public let handle: Int
    /// The private key, PKCS#1 DER; never told to anyone.
    public let privateKey: [UInt8]
    /// The public key, PKCS#1 DER.
    public let publicKey: [UInt8]

    /// Creates a record from its parts.
    public init(handle: Int, privateKey: [UInt8], publicKey: [UInt8]) {
        self.handle = handle
        self.privateKey = privateKey
        self.publicKey = publicKey
    }
}

extension NVRAM {
    /// The certificates, by handle.
    public func certificates() throws(NVRAMError) -> [CertificateRecord] {
        try database.run("SELECT handle, der, root, made_here FROM certificate ORDER BY handle").map(Self.certificate)
    }

    /// Stores a certificate.
    @discardableResult
    public func addCertificate(
        _ der: [UInt8],
        isTrustedRoot: Bool,
        isReadOnly: Bool = false
    ) throws(NVRAMError) -> CertificateRecord {
        let sql = """
            INSERT INTO certificate (handle, der, root, made_here)
            SELECT COALESCE(MAX(handle) + 1, 0), ?, ?, ? FROM certificate RETURNING handle, der, root, made_here
            """
        let rows = try database.run(sql, [.blob(der), .integer(isTrustedRoot ? 1 : 0), .integer(isReadOnly ? 1 : 0)])
        guard let row = rows.first else { throw .sqlite(code: 0, text: "no row for a new certificate") }
        return Self.certificate(row)
    }

    /// Puts another certificate in the place of the one with this handle.
    public func replaceCertificate(_ handle: Int, with der: [UInt8]) throws(NVRAMError) {
        try database.run("UPDATE certificate SET der = ? WHERE handle = ?", [.blob(der), .integer(Int64(handle))])
    }

    /// Forgets a certificate.
    public func removeCertificate(_ handle: Int) throws(NVRAMError) {
        try database.run("DELETE FROM certificate WHERE handle = ?", [.integer(Int64(handle))])
    }

    private static func certificate(_ row: [SQLiteValue]) -> CertificateRecord {
        CertificateRecord(
            handle: Int(row[0].integer ?? 0),
            der: row[1].blob ?? [],
            isTrustedRoot: row[2].integer == 1,
            isReadOnly: row[3].integer == 1
        )
    }
}

extension NVRAM {
    /// The key pairs, by handle.
    public func keyPairs() throws(NVRAMError) -> [KeyPairRecord] {
        try database.run("SELECT handle, private, public FROM key_pair ORDER BY handle").map(Self.keyPair)
    }

    /// Stores a key pair.
    @discardableResult
    public func addKeyPair(privateKey: [UInt8], publicKey: [UInt8]) throws(NVRAMError) -> KeyPairRecord {
        let sql = """
            INSERT INTO key_pair (handle, private, public)
            SELECT COALESCE(MAX(handle) + 1, 0), ?, ? FROM key_pair RETURNING handle, private, public
            """
        guard let row = try database.run(sql, [.blob(privateKey), .blob(publicKey)]).first else {
            throw .sqlite(code: 0, text: "no row for a new key pair")
        }
        return Self.keyPair(row)
    }

    /// Forgets a key pair.
    public func removeKeyPair(_ handle: Int) throws(NVRAMError) {
        try database.run("DELETE FROM key_pair WHERE handle = ?", [.integer(Int64(handle))])
    }

    /// Forgets all certificates and key pairs.
    public func removeCertificatesAndKeys() throws(NVRAMError) {
        try database.transaction { () throws(NVRAMError) in
            try database.run("DELETE FROM certificate")
            try database.run("DELETE FROM key_pair")
        }
    }

    /// The certificate that the engine made itself; makes and keeps it, with its key, when there is none.
    public func ownCertificate(
        orMake make: @Sendable () throws -> (certificate: [UInt8], keys: KeyPairRecord)
    ) throws -> CertificateRecord {
        if let own = try certificates().first(where: \.isReadOnly) { return own }
        let made = try make()
        try database.transaction { () throws(NVRAMError) in
            try addKeyPair(privateKey: made.keys.privateKey, publicKey: made.keys.publicKey)
            try addCertificate(made.certificate, isTrustedRoot: false, isReadOnly: true)
        }
        return try ownCertificate(orMake: make)
    }

    private static func keyPair(_ row: [SQLiteValue]) -> KeyPairRecord {
        KeyPairRecord(
            handle: Int(row[0].integer ?? 0),
            privateKey: row[1].blob ?? [],
            publicKey: row[2].blob ?? []
        )
    }
}
