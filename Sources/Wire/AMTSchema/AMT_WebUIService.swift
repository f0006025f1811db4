public import CIMModel

extension AMT {
    /// Whether the engine has pages for browsers.
    public struct WebUIService: CIMClass {
        public typealias Status = CIM.StateChangeStatus
        public static let className: ClassName = "AMT_WebUIService"

        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// 2 enabled, 3 disabled.
        public let enabledState = Property<UInt16>("EnabledState")
        /// The name of the service.
        public let name = Property<String>("Name", .key)
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)

        /// Asks for another state.
        public let requestStateChange = Method<StateRequest, Nothing>("RequestStateChange")

        public init() {}
    }
}

extension AMT.WebUIService {
    /// The state that is wanted.
    public struct StateRequest: Declaration {
        /// The state that is wanted.
        public let requestedState = Parameter<UInt16>("RequestedState")

        public init() {}
    }
}
