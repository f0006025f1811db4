public import CIMModel

extension CIM {
    /// What keeps the accounts.
    public struct AccountManagementService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_AccountManagementService"

        public let service = CIM.Service()

        public init() {}
    }
}
