public import CIMModel

extension AMT {
    /// By what the engine knows that it is inside the company's network.
    public struct EnvironmentDetectionSettingData: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_EnvironmentDetectionSettingData"

        /// 0 by the DNS suffix.
        public let detectionAlgorithm = Property<UInt16>("DetectionAlgorithm", .write)
        /// IPv6 prefixes of the inside.
        public let detectionIPv6LocalPrefixes = Property<[String]>("DetectionIPv6LocalPrefixes", .write)
        /// DNS suffixes of the inside.
        public let detectionStrings = Property<[String]>("DetectionStrings", .write)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)

        /// Says whether requests may come through the user OS's VPN.
        public let enableVpnRouting = Method<Permission, Nothing>("EnableVpnRouting")
        /// Chooses the policy of System Defense for the outside.
        public let setSystemDefensePolicy = Method<PolicyChoice, Nothing>("SetSystemDefensePolicy")

        public init() {}
    }
}

extension AMT.EnvironmentDetectionSettingData {
    /// The policy for the outside.
    public struct PolicyChoice: Declaration {
        /// The policy; without one, none is enabled there.
        public let policy = Parameter<Reference<AMT.SystemDefensePolicy>>("Policy")

        public init() {}
    }

    /// Whether something is allowed.
    public struct Permission: Declaration {
        /// Whether it is.
        public let enable = Parameter<Bool>("Enable")

        public init() {}
    }
}
