public import CIMModel

extension CIM {
    /// Who somebody is once logged in.
    public struct Identity: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_Identity"

        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the identity.
        public let instanceID = Property<String>("InstanceID", .key)

        public init() {}
    }
}
