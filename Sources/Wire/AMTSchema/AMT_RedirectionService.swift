public import CIMModel

extension AMT {
    /// Whether SOL and IDE-R are allowed.
    public struct RedirectionService: CIMClass {
        public typealias Status = CIM.StateChangeStatus
        public static let className: ClassName = "AMT_RedirectionService"

        /// Who used it last.
        public let accessLog = Property<[String]>("AccessLog")
        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// 32768 none, 32769 IDE-R, 32770 SOL, 32771 both.
        public let enabledState = Property<UInt16>("EnabledState")
        /// Whether its ports are open.
        public let listenerEnabled = Property<Bool>("ListenerEnabled", .write)
        /// The name of the service.
        public let name = Property<String>("Name", .key)
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)

        /// Asks for another state.
        public let requestStateChange = Method<CIM.StateRequest, Nothing>("RequestStateChange")
        /// Ends a session.
        public let terminateSession = Method<Session, Nothing>("TerminateSession")

        public init() {}
    }
}

extension AMT.RedirectionService {
    /// A kind of session.
    public struct Session: Declaration {
        /// 0 IDE-R, 1 SOL.
        public let sessionType = Parameter<UInt32>("SessionType")

        public init() {}
    }
}
