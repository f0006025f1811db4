public import CIMModel

extension CIM {
    /// A system: the managed PC, or the management engine itself.
    public struct ComputerSystem: CIMClass {
        public typealias Status = CIM.StateChangeStatus
        public static let className: ClassName = "CIM_ComputerSystem"

        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether the system is in use.
        public let enabledState = Property<CIM.EnabledState>("EnabledState")
        /// `ManagedSystem` for the PC, `Intel(r) AMT` for the engine.
        public let name = Property<String>("Name", .key)
        /// The last state asked for.
        public let requestedState = Property<CIM.RequestedState>("RequestedState")

        /// Switches the system on or off.
        public let requestStateChange = Method<CIM.StateRequest, Nothing>("RequestStateChange")

        public init() {}
    }
}
