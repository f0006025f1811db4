public import CIMModel

extension CIM {
    /// A part of the engine's software and its version.
    public struct SoftwareIdentity: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_SoftwareIdentity"

        /// Which part; clients look for `AMT`.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Whether it is software and not a reference to some.
        public let isEntity = Property<Bool>("IsEntity")
        /// The version.
        public let versionString = Property<String>("VersionString")

        public init() {}
    }
}
