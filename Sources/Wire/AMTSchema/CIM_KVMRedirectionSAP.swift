public import CIMModel

extension CIM {
    /// Whether the screen can be shown at a distance.
    public struct KVMRedirectionSAP: CIMClass {
        public typealias Status = CIM.StateChangeStatus
        public static let className: ClassName = "CIM_KVMRedirectionSAP"

        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// 2 enabled, 3 disabled, 6 enabled but offline.
        public let enabledState = Property<UInt16>("EnabledState")
        /// 4 for AMT's RFB.
        public let kvmProtocol = Property<UInt16>("KVMProtocol")
        /// The name of the service.
        public let name = Property<String>("Name", .key)
        /// The last state asked for.
        public let requestedState = Property<UInt16>("RequestedState")
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)

        /// Asks for another state.
        public let requestStateChange = Method<CIM.StateRequest, Nothing>("RequestStateChange")

        public init() {}
    }
}
