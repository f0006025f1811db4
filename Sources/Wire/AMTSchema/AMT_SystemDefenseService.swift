public import CIMModel

extension AMT {
    /// System Defense as a whole.
    public struct SystemDefenseService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_SystemDefenseService"

        public let service = CIM.Service()

        public init() {}
    }
}
