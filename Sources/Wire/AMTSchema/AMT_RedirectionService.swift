public import CIMModel

extension AMT {
    /// Whether SOL and IDE-R are allowed.
    public struct RedirectionService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_RedirectionService"

        public let service = CIM.Service()
        /// Who used it last.
        public let accessLog = Property<[String]>("AccessLog")
        /// Whether its ports are open.
        public let listenerEnabled = Property<Bool>("ListenerEnabled", .write)

        public init() {}
    }
}
