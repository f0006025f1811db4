public import CIMModel

extension IPS {
    /// What every record of a setup has.
    public struct ProvisioningAuditRecord: Declaration {
        /// When the engine was set up.
        public let creationTimeStamp = Property<DateTime>("CreationTimeStamp")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the record.
        public let instanceID = Property<String>("InstanceID", .key)
        /// The log that the record is in.
        public let logInstanceID = Property<String>("LogInstanceID")
        /// Another name of the log.
        public let logName = Property<String>("LogName")
        /// Names the record in its log.
        public let recordID = Property<String>("RecordID")

        public init() {}
    }
}

/// A class that derives from `IPS_ProvisioningAuditRecord`.
@dynamicMemberLookup
public protocol ProvisioningRecordClass: CIMClass {
    var record: IPS.ProvisioningAuditRecord { get }
}

extension ProvisioningRecordClass {
    public subscript<Value>(
        dynamicMember field: KeyPath<IPS.ProvisioningAuditRecord, Property<Value>>
    ) -> Property<Value> { record[keyPath: field] }
}
