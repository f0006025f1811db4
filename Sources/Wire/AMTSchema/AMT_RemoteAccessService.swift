public import CIMModel

extension AMT {
    /// Connections that the engine opens to a presence server.
    public struct RemoteAccessService: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_RemoteAccessService"

        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether there is one now.
        public let isRemoteTunnelConnected = Property<Bool>("IsRemoteTunnelConnected")
        /// The name of the service.
        public let name = Property<String>("Name", .key)
        /// Seconds between signs of life.
        public let remoteTunnelKeepAliveTimeout = Property<UInt32>("RemoteTunnelKeepAliveTimeout")
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)

        /// Adds a presence server.
        public let addMpServer = Method<PresenceServer, Nothing>("AddMpServer")
        /// Says when to connect.
        public let addRemoteAccessPolicyRule = Method<PolicyRequest, Nothing>("AddRemoteAccessPolicyRule")
        /// Ends the connection.
        public let closeRemoteAccessConnection = Method<Nothing, Nothing>("CloseRemoteAccessConnection")

        public init() {}
    }
}

extension AMT.RemoteAccessService {
    /// A presence server.
    public struct PresenceServer: Declaration {
        /// Its address or name.
        public let accessInfo = Parameter<String>("AccessInfo")

        public init() {}
    }

    /// When to connect.
    public struct PolicyRequest: Declaration {
        /// 0 the user asks, 1 an alert, 2 from time to time.
        public let trigger = Parameter<UInt16>("Trigger")

        public init() {}
    }
}
