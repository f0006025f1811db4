public import CIMModel

extension CIM {
    /// A set of filters over the engine's events, to which a console subscribes.
    public struct FilterCollection: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_FilterCollection"

        /// The name of the set.
        public let collectionName = Property<String>("CollectionName")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)

        public init() {}
    }
}
