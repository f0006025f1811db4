public import CIMModel

extension AMT {
    /// Which subscribers the event manager sends to.
    public struct TrapTargetForService: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_TrapTargetForService"

        /// The subscriber.
        public let antecedent = Property<Reference<AMT.SNMPEventSubscriber>>("Antecedent", .key)
        /// The event manager.
        public let dependent = Property<Reference<AMT.EventManagerService>>("Dependent", .key)

        public init() {}
    }
}
