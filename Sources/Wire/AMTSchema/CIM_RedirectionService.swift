public import CIMModel

extension CIM {
    /// Whether the screen is redirected.
    public struct RedirectionService: CIMClass {
        public typealias Status = CIM.StateChangeStatus
        public static let className: ClassName = "CIM_RedirectionService"

        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// 2 enabled, 3 disabled.
        public let enabledState = Property<UInt16>("EnabledState")
        /// Sessions at once.
        public let maxCurrentEnabledSAPs = Property<UInt16>("MaxCurrentEnabledSAPs")
        /// The name of the service.
        public let name = Property<String>("Name", .key)
        /// 3 KVM.
        public let redirectionServiceType = Property<[UInt16]>("RedirectionServiceType")
        /// The last state asked for.
        public let requestedState = Property<UInt16>("RequestedState")
        /// 3 one client at a time.
        public let sharingMode = Property<UInt16>("SharingMode")
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)

        /// Asks for another state.
        public let requestStateChange = Method<CIM.StateRequest, Nothing>("RequestStateChange")

        public init() {}
    }
}
