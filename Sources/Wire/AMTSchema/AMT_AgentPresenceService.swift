public import CIMModel

extension AMT {
    /// The service that watches whether programs in the user OS are alive.
    public struct AgentPresenceService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_AgentPresenceService"

        public let service = CIM.Service()

        public init() {}
    }
}
