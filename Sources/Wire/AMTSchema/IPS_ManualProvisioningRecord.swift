public import CIMModel

extension IPS {
    /// That the engine was set up at the PC itself, by the configuration of its first start.
    public struct ManualProvisioningRecord: ProvisioningRecordClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "IPS_ManualProvisioningRecord"

        public let record = IPS.ProvisioningAuditRecord()

        public init() {}
    }
}
