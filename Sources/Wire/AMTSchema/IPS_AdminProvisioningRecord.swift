public import CIMModel

extension IPS {
    /// That a company has set the engine up from inside the PC, in admin control mode.
    public struct AdminProvisioningRecord: ProvisioningRecordClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "IPS_AdminProvisioningRecord"

        public let record = IPS.ProvisioningAuditRecord()
        /// Whether certificates had more serial numbers than are told.
        public let additionalCaSerialNums = Property<Bool>("AdditionalCaSerialNums")
        /// The common name of the company's certificate.
        public let certificateCN = Property<String>("CertificateCN")
        /// Whether the authority came with the engine.
        public let hashIsOemDefault = Property<Bool>("HashIsOemDefault")
        /// Whether the domain was told by a name server that is trusted.
        public let secureDNS = Property<Bool>("SecureDNS")
        /// Base64 of the digest of the authority's certificate.
        public let selectedHashData = Property<String>("SelectedHashData")
        /// 2 for SHA-256.
        public let selectedHashType = Property<UInt8>("SelectedHashType")

        public init() {}
    }
}
