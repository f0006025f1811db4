import ObjectManager
import AMTSchema
import CIMModel
import FoundationEssentials
package import NVRAM
import WSMan
import X509

/// The certificates of the store.
package struct Certificates: Provider {
    let transport: TransportSettings
    let nvram: NVRAM

    package init(transport: TransportSettings, nvram: NVRAM) {
        self.transport = transport
        self.nvram = nvram
    }

    func instances() async throws -> [Instance<AMT.PublicKeyCertificate>] {
        // What is served is in the list, and made when it is not there yet.
        _ = try await transport.certificatesInUse()
        return try await nvram.certificates().map(Self.instance)
    }

    private static func instance(_ record: CertificateRecord) -> Instance<AMT.PublicKeyCertificate> {
        Instance {
            $0.elementName = "Intel(r) AMT Certificate"
            $0.instanceID = StoreHandle.certificate(record.handle)
            $0.issuer = record.parsed?.issuer.amtText ?? ""
            $0.readOnlyCertificate = record.isReadOnly ? true : nil
            $0.subject = record.parsed?.subject.amtText ?? ""
            $0.trustedRootCertficate = record.isTrustedRoot
            $0.x509Certificate = Data(record.der).base64EncodedString()
        }
    }

    /// A certificate may be renewed in its place, as long as nobody relies on it.
    func put(
        _ wanted: Instance<AMT.PublicKeyCertificate>,
        over current: Instance<AMT.PublicKeyCertificate>,
        by caller: Caller
    ) async throws -> Instance<AMT.PublicKeyCertificate> {
        guard let blob = wanted.x509Certificate, blob != current.x509Certificate else { return current }
        let handle = try await removableHandle(current)
        guard let der = try? CertificateStore.certificate(blob) else { throw WSManFault.invalidParameter }
        try await nvram.replaceCertificate(handle, with: der)
        return try await instances().first { $0.instanceID == current.instanceID } ?? current
    }

    func delete(_ current: Instance<AMT.PublicKeyCertificate>, by caller: Caller) async throws {
        try await nvram.removeCertificate(try await removableHandle(current))
    }

    /// A certificate that is served, and the last authority that clients are checked against, stay.
    private func removableHandle(_ current: Instance<AMT.PublicKeyCertificate>) async throws -> Int {
        guard let handle = StoreHandle.number(current.instanceID) else { throw WSManFault.destinationUnreachable }
        let isServed = try await transport.certificatesInUse().contains(handle)
        guard !isServed else { throw WSManFault.accessDenied.with(detail: "The certificate is in use.") }
        let roots = try await nvram.certificates().filter(\.isTrustedRoot).map(\.handle)
        if roots == [handle], try await transport.isMutual() {
            throw WSManFault.accessDenied.with(detail: "Mutual TLS needs a trusted root certificate.")
        }
        return handle
    }
}

/// The key pairs of the store; of a private key nothing is told.
package struct KeyPairs: Provider {
    let transport: TransportSettings
    let nvram: NVRAM

    package init(transport: TransportSettings, nvram: NVRAM) {
        self.transport = transport
        self.nvram = nvram
    }

    func instances() async throws -> [Instance<AMT.PublicPrivateKeyPair>] {
        _ = try await transport.certificatesInUse()
        return try await nvram.keyPairs().map { record in
            Instance {
                $0.derKey = Data(record.publicKey).base64EncodedString()
                $0.elementName = "Intel(r) AMT Key"
                $0.instanceID = StoreHandle.key(record.handle)
            }
        }
    }

    func delete(_ current: Instance<AMT.PublicPrivateKeyPair>, by caller: Caller) async throws {
        guard let handle = StoreHandle.number(current.instanceID) else { throw WSManFault.destinationUnreachable }
        let served = try await transport.certificatesInUse()
        for certificate in try await nvram.certificates() where served.contains(certificate.handle) {
            guard try await transport.store.keyPair(of: certificate)?.handle != handle else {
                throw WSManFault.accessDenied.with(detail: "The key pair is in use.")
            }
        }
        try await nvram.removeKeyPair(handle)
    }
}

/// How certificates and key pairs are named.
enum StoreHandle {
    private static let marker = ": Handle: "

    static func certificate(_ handle: Int) -> String { "Intel(r) AMT Certificate" + marker + String(handle) }

    static func key(_ handle: Int) -> String { "Intel(r) AMT Key" + marker + String(handle) }

    /// The handle in a name of either kind.
    static func number(_ untrustedName: String?) -> Int? {
        untrustedName?.split(separator: " ").last.flatMap { Int($0) }
    }
}
