public import CIMModel

extension AMT {
    /// How many servers and policies of remote access the engine takes.
    public struct RemoteAccessCapabilities: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_RemoteAccessCapabilities"

        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Servers of a policy.
        public let maxMpsPerPolicy = Property<UInt32>("MaxMpsPerPolicy")
        /// Servers.
        public let maxTotalMpServers = Property<UInt32>("MaxTotalMpServers")
        /// Policies.
        public let maxTotalPolicies = Property<UInt32>("MaxTotalPolicies")
        /// Proxies.
        public let maxTotalProxyEntryPoints = Property<UInt32>("MaxTotalProxyEntryPoints")

        public init() {}
    }
}
