public import CIMModel

extension CIM {
    /// That the events of a set of filters are sent to a destination.
    public struct FilterCollectionSubscription: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_FilterCollectionSubscription"

        /// The set of filters.
        public let filter = Property<Reference<CIM.FilterCollection>>("Filter", .key)
        /// The destination.
        public let handler = Property<Reference<CIM.ListenerDestinationWSManagement>>("Handler", .key)
        /// 2: a subscription whose events cannot be sent stays.
        public let onFatalErrorPolicy = Property<UInt16>("OnFatalErrorPolicy")
        /// In seconds; absent when it has no end.
        public let subscriptionDuration = Property<UInt64>("SubscriptionDuration")
        /// 2: it is enabled.
        public let subscriptionState = Property<UInt16>("SubscriptionState")
        /// In seconds; absent when it has no end.
        public let subscriptionTimeRemaining = Property<UInt64>("SubscriptionTimeRemaining")

        public init() {}
    }
}
