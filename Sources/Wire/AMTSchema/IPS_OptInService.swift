public import CIMModel

extension IPS {
    /// Asking the user for consent.
    public struct OptInService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "IPS_OptInService"

        public let service = CIM.Service()
        /// Whether the policy may be changed.
        public let canModifyOptInPolicy = Property<UInt32>("CanModifyOptInPolicy")
        /// Seconds that a code is good for.
        public let optInCodeTimeout = Property<UInt16>("OptInCodeTimeout")
        /// Seconds that a code is shown.
        public let optInDisplayTimeout = Property<UInt16>("OptInDisplayTimeout")
        /// 0 nobody, 1 for KVM, 4294967295 for all.
        public let optInRequired = Property<UInt32>("OptInRequired")
        /// 0 not started.
        public let optInState = Property<UInt32>("OptInState")

        public init() {}
    }
}
