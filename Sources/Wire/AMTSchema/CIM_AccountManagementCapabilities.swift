public import CIMModel

extension CIM {
    /// What can be done to accounts.
    public struct AccountManagementCapabilities: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_AccountManagementCapabilities"

        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the capabilities.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Accounts at most.
        public let maximumAccountsSupported = Property<UInt16>("MaximumAccountsSupported")
        /// 3 for changing, 4 for removing.
        public let operationsSupported = Property<[UInt16]>("OperationsSupported")

        public init() {}
    }
}
