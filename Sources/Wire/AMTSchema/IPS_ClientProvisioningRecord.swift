public import CIMModel

extension IPS {
    /// That a program on the PC has set the engine up, in client control mode.
    public struct ClientProvisioningRecord: ProvisioningRecordClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "IPS_ClientProvisioningRecord"

        public let record = IPS.ProvisioningAuditRecord()
        /// 2 for SHA-256; NULL where no certificate was given.
        public let hashAlgorithm = Property<UInt8>("HashAlgorithm")
        /// Base64 of the digest of the certificate that was given.
        public let provCertificateHash = Property<String>("ProvCertificateHash")

        public init() {}
    }
}
