public import CIMModel

extension AMT {
    /// Whether the person at the PC may ask for remote access.
    public struct UserInitiatedConnectionService: ServiceClass {
        public typealias Status = CIM.StateChangeStatus
        public static let className: ClassName = "AMT_UserInitiatedConnectionService"

        public let service = CIM.Service()

        /// Asks for another state.
        public let requestStateChange = Method<CIM.StateRequest, Nothing>("RequestStateChange")

        public init() {}
    }
}
