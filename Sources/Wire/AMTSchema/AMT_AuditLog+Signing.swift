public import CIMModel

extension AMT.AuditLog {
    /// How to sign.
    public struct SigningChoice: Declaration {
        /// The mechanism.
        public let signingMechanism = Parameter<UInt32>("SigningMechanism")

        public init() {}
    }

    /// What was signed, and the signature.
    public struct SignedLog: Declaration {
        /// Records that the signature covers.
        public let totalRecordCount = Parameter<UInt32>("TotalRecordCount")
        /// The time of the oldest.
        public let startLogTime = Parameter<DateTime>("StartLogTime")
        /// The time of the newest.
        public let endLogTime = Parameter<DateTime>("EndLogTime")
        /// When it was signed.
        public let generationTime = Parameter<DateTime>("GenerationTime")
        /// The platform GUID, in hexadecimal digits.
        public let uuid = Parameter<String>("UUID")
        /// The engine's name.
        public let fqdn = Parameter<String>("FQDN")
        /// The mechanism.
        public let signatureMechanism = Parameter<UInt32>("SignatureMechanism")
        /// Base64 of the signature.
        public let signature = Parameter<String>("Signature")
        /// Bytes of each certificate.
        public let lengthOfCertificates = Parameter<[UInt16]>("LengthOfCertificates")
        /// Base64 of the certificates, one after the other; the signer's is the first.
        public let certificates = Parameter<String>("Certificates")

        public init() {}
    }

    /// A key, and the certificates that speak for it.
    public struct SigningKey: Declaration {
        /// Base64 of the certificates, one after the other; the signer's is the first.
        public let certificates = Parameter<String>("Certificates")
        /// Bytes of each certificate.
        public let lengthOfCertificates = Parameter<[UInt16]>("LengthOfCertificates")
        /// Base64 of the RSA key in DER.
        public let signingKey = Parameter<String>("SigningKey")
        /// The mechanism.
        public let signingMechanismType = Parameter<UInt32>("SigningMechanismType")

        public init() {}
    }
}
