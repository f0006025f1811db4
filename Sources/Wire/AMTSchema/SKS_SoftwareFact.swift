public import CIMModel

extension SKS {
    /// Something known of the PC's software, readable while the PC is off.
    public struct SoftwareFact: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "SKS_SoftwareFact"

        /// When it was installed, ISO 8601; empty when unknown.
        public let installedAt = Property<String>("InstalledAt")
        /// os, package, update (missing), antivirusEngine or definitions.
        public let kind = Property<String>("Kind", .key)
        /// When the engine learnt it, ISO 8601.
        public let learntAt = Property<String>("LearntAt")
        /// What it is.
        public let name = Property<String>("Name", .key)
        /// Its version.
        public let version = Property<String>("Version")

        public init() {}
    }
}
