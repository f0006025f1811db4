public import CIMModel

extension AMT {
    /// What puts certificates and keys into the certificate store, and makes keys and requests.
    public struct PublicKeyManagementService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_PublicKeyManagementService"

        public let service = CIM.Service()
        /// The state after a start.
        public let enabledDefault = Property<UInt16>("EnabledDefault")

        /// Notes which certificates an authority has revoked.
        public let addCRL = Method<RevokedCertificates, CreatedList>("AddCRL")
        /// Forgets what was revoked.
        public let resetCRLList = Method<Nothing, Nothing>("ResetCRLList")
        /// Stores a certificate.
        public let addCertificate = Method<CertificateToAdd, CreatedCertificate>("AddCertificate")
        /// Stores an authority's certificate and trusts it.
        public let addTrustedRootCertificate = Method<CertificateToAdd, CreatedCertificate>("AddTrustedRootCertificate")
        /// Stores a key pair that the console made.
        public let addKey = Method<KeyToAdd, CreatedKey>("AddKey")
        /// Makes a key pair.
        public let generateKeyPair = Method<KeyToGenerate, GeneratedKey>("GenerateKeyPair")
        /// Signs a certificate request that the console has made up.
        public let generatePKCS10RequestEx = Method<NullSignedRequest, SignedRequest>("GeneratePKCS10RequestEx")

        public init() {}
    }
}

extension AMT.PublicKeyManagementService {
    /// Which certificates are revoked.
    public struct RevokedCertificates: Declaration {
        /// The serial numbers, in hexadecimal.
        public let serialNumbers = Parameter<[String]>("SerialNumbers")
        /// Where the authority publishes its list.
        public let url = Parameter<String>("Url")

        public init() {}
    }

    /// The list that now says so.
    public struct CreatedList: Declaration {
        /// The list.
        public let crl = Parameter<Reference<AMT.CRL>>("CRL")

        public init() {}
    }

    /// A certificate.
    public struct CertificateToAdd: Declaration {
        /// Base64 of its DER.
        public let certificateBlob = Parameter<String>("CertificateBlob")

        public init() {}
    }

    /// The certificate as it is stored.
    public struct CreatedCertificate: Declaration {
        /// The certificate.
        public let createdCertificate = Parameter<Reference<AMT.PublicKeyCertificate>>("CreatedCertificate")

        public init() {}
    }

    /// A private key.
    public struct KeyToAdd: Declaration {
        /// Base64 of its DER (PKCS#1).
        public let keyBlob = Parameter<String>("KeyBlob")

        public init() {}
    }

    /// The key pair as it is stored. Firmware refers to it as if it were a certificate, and clients expect that.
    public struct CreatedKey: Declaration {
        /// The key pair.
        public let createdKey = Parameter<Reference<AMT.PublicKeyCertificate>>("CreatedKey")

        public init() {}
    }

    /// What kind of key pair to make.
    public struct KeyToGenerate: Declaration {
        /// 0: RSA.
        public let keyAlgorithm = Parameter<UInt32>("KeyAlgorithm")
        /// In bits.
        public let keyLength = Parameter<UInt32>("KeyLength")

        public init() {}
    }

    /// The key pair that was made.
    public struct GeneratedKey: Declaration {
        /// The key pair.
        public let keyPair = Parameter<Reference<AMT.PublicPrivateKeyPair>>("KeyPair")

        public init() {}
    }

    /// A certificate request with a signature that does not count.
    public struct NullSignedRequest: Declaration {
        /// The key pair that it is for.
        public let keyPair = Parameter<Reference<AMT.PublicPrivateKeyPair>>("KeyPair")
        /// Base64 of its DER (PKCS#10).
        public let nullSignedCertificateRequest = Parameter<String>("NullSignedCertificateRequest")
        /// 0: SHA-1, 1: SHA-256, 2: SHA-384, each with RSA.
        public let signingAlgorithm = Parameter<UInt32>("SigningAlgorithm")

        public init() {}
    }

    /// The certificate request, signed.
    public struct SignedRequest: Declaration {
        /// Base64 of its DER (PKCS#10).
        public let signedCertificateRequest = Parameter<String>("SignedCertificateRequest")

        public init() {}
    }
}
