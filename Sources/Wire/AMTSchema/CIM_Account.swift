public import CIMModel

extension CIM {
    /// An account, as the DMTF describes it.
    public struct Account: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_Account"

        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether it may log in.
        public let enabledState = Property<EnabledState>("EnabledState")
        /// Names the account among the others.
        public let name = Property<String>("Name", .key)
        /// The organisation that it belongs to.
        public let organizationName = Property<[String]>("OrganizationName")
        /// The last state asked for.
        public let requestedState = Property<RequestedState>("RequestedState")
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)
        /// What it logs in as.
        public let userID = Property<String>("UserID")

        /// Enables or disables the account.
        public let requestStateChange = Method<StateRequest, Nothing>("RequestStateChange")

        public init() {}
    }
}
