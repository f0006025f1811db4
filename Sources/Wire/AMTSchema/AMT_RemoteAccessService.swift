public import CIMModel

extension AMT {
    /// Connections that the engine opens to a presence server.
    public struct RemoteAccessService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_RemoteAccessService"

        public let service = CIM.Service()
        /// Whether there is one now.
        public let isRemoteTunnelConnected = Property<Bool>("IsRemoteTunnelConnected")
        /// Seconds between signs of life.
        public let remoteTunnelKeepAliveTimeout = Property<UInt32>("RemoteTunnelKeepAliveTimeout")

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
