import AccessControl
import ObjectManager
import AMTSchema
import CIMModel
import FoundationEssentials
package import NVRAM

/// What puts certificates and keys into the store, and makes keys and certificate requests.
package struct KeyManagement: Provider {
    typealias Class = AMT.PublicKeyManagementService

    let transport: TransportSettings
    let nvram: NVRAM

    package init(transport: TransportSettings, nvram: NVRAM) {
        self.transport = transport
        self.nvram = nvram
    }

    private var store: CertificateStore { transport.store }

    func instances() -> [Instance<Class>] {
        [
            Instance(named: "Intel(r) AMT Public Key Management Service") {
                $0.elementName = "Intel(r) AMT Certificate Store Service"
                $0.enabledDefault = 5
                $0.enabledState = .notApplicable
                $0.requestedState = .notApplicable
            }
        ]
    }

    var methods: [Handler<Class>] { certificateMethods + keyMethods + revocationMethods }

    private var certificateMethods: [Handler<Class>] {
        [
            .on(\.addCertificate) { input, output in
                try await answering {
                    let handle = try await store.add(untrustedBlob: input.certificateBlob, isTrustedRoot: false)
                    output.createdCertificate = Reference(["InstanceID": StoreHandle.certificate(handle)])
                }
            },
            .on(\.addTrustedRootCertificate) { input, output in
                try await answering {
                    let handle = try await store.add(untrustedBlob: input.certificateBlob, isTrustedRoot: true)
                    output.createdCertificate = Reference(["InstanceID": StoreHandle.certificate(handle)])
                }
            },
        ]
    }

    private var keyMethods: [Handler<Class>] {
        [
            .on(\.addKey) { input, output in
                try await answering {
                    let handle = try await store.addKey(untrustedBlob: input.keyBlob)
                    output.createdKey = Reference(["InstanceID": StoreHandle.key(handle)])
                }
            },
            .on(\.generateKeyPair) { input, output in
                try await answering {
                    guard input.keyAlgorithm == 0, let length = input.keyLength else {
                        throw CertificateStore.Refusal(status: .invalidParameter)
                    }
                    let handle = try await store.makeKeyPair(length: length)
                    output.keyPair = Reference(["InstanceID": StoreHandle.key(handle)])
                }
            },
            .on(\.generatePKCS10RequestEx) { input, output in
                try await answering {
                    let request = try NullSignedRequest(untrustedBlob: input.nullSignedCertificateRequest)
                    let signed = try request.signed(by: try await keyPair(input.keyPair), input.signingAlgorithm)
                    output.signedCertificateRequest = Data(signed).base64EncodedString()
                }
            },
        ]
    }

    private var revocationMethods: [Handler<Class>] {
        [
            .on(\.addCRL) { input, output in
                try await answering {
                    let list = try RevocationList(untrustedURL: input.url, input.serialNumbers ?? [])
                    try await transport.addRevoked(list)
                    output.crl = Reference(["InstanceID": list.instanceID])
                }
            },
            .on(\.resetCRLList) { _, _ in
                try await transport.changeRevoked { $0 = [] }
                return .success
            },
        ]
    }

    private func keyPair(_ reference: Reference<AMT.PublicPrivateKeyPair>?) async throws -> KeyPairRecord {
        let handle = StoreHandle.number(reference?.instanceID)
        guard let pair = try await nvram.keyPairs().first(where: { $0.handle == handle }) else {
            throw CertificateStore.Refusal(status: .invalidParameter)
        }
        return pair
    }

    private func answering(_ body: () async throws -> Void) async throws -> PTStatus {
        do {
            try await body()
            return .success
        } catch let refusal as CertificateStore.Refusal {
            return refusal.status
        }
    }
}

extension Reference {
    /// The key of classes that have `InstanceID` for theirs.
    var instanceID: String? { selectors["InstanceID"] }
}

/// What the certificate store takes.
package struct KeyManagementCapabilities: Provider {
    package init() {}

    func instances() -> [Instance<AMT.PublicKeyManagementCapabilities>] {
        [
            Instance {
                $0.certChainMaxSize = UInt32(CertificateStore.greatestSize)
                $0.commonNameMaxCount = UInt32(TLSSettings.greatestNames)
                $0.commonNameMaxSize = UInt32(TLSSettings.greatestNameLength)
                $0.elementName = "Intel(r) AMT: PKI Capabilities"
                $0.instanceID = "Intel(r) AMT: PKI Capabilities 0"
                $0.maximumCRLSize = UInt32(RevocationList.greatestSize)
                $0.rootCertMaxCount = UInt32(CertificateStore.greatestCount)
                $0.rootCertMaxSize = UInt32(CertificateStore.greatestSize)
                $0.supportedKeyLengths = CertificateStore.keyLengths
            }
        ]
    }
}

/// How the engine does its cryptography: with the processor's instructions.
package struct Cryptography: Provider {
    package init() {}

    func instances() -> [Instance<AMT.CryptographicCapabilities>] {
        [
            Instance {
                $0.elementName = "Intel(r) AMT: Cryptographic Capabilities"
                $0.hardwareAcceleration = 1
                $0.instanceID = "Intel(r) AMT: Cryptographic Capabilities 0"
            }
        ]
    }
}
