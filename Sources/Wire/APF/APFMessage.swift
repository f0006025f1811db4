/// A message of Intel's port forwarding protocol (APF), which LMS speaks over MEI and presence servers over TLS.
///
/// It has the numbers and the flow control of SSH's connection protocol (RFC 4254), and no encryption of its own. All
/// integers are big-endian, strings have a length of four bytes.
public enum APFMessage: Sendable, Hashable {
    case disconnect(reason: UInt32)
    case serviceRequest(name: String)
    case serviceAccept(name: String)
    case userAuthenticationRequest(UserAuthentication)
    case userAuthenticationFailure(methods: String)
    case userAuthenticationSuccess
    case globalRequest(GlobalRequest)
    /// The answer to `tcpip-forward`; the protocol has no other that carries a port, and none of ours asks otherwise.
    case requestSuccess(port: UInt32)
    case requestFailure
    case channelOpen(ChannelOpening)
    case openConfirmation(recipient: UInt32, sender: UInt32, window: UInt32)
    case openFailure(recipient: UInt32, OpenFailure)
    case windowAdjust(recipient: UInt32, bytes: UInt32)
    case data(recipient: UInt32, [UInt8])
    case close(recipient: UInt32)
    case protocolVersion(ProtocolVersion)
    case keepAliveRequest(cookie: UInt32)
    case keepAliveReply(cookie: UInt32)
    case keepAliveOptionsRequest(interval: UInt32, timeout: UInt32)
    case keepAliveOptionsReply(interval: UInt32, timeout: UInt32)

    /// The service by which one side proves who it is.
    public static let authenticationService = "auth@amt.intel.com"
    /// The service that forwards ports.
    public static let forwardingService = "pfwd@amt.intel.com"
}

/// Who wants to use a service.
public struct UserAuthentication: Sendable, Hashable {
    public var user: String
    public var service: String
    /// `none` or `password`.
    public var method: String
    /// There when the method is `password`.
    public var password: String?

    public init(user: String, service: String, method: String, password: String? = nil) {
        self.user = user
        self.service = service
        self.method = method
        self.password = password
    }
}

/// What one side wants of the other, apart from channels.
public struct GlobalRequest: Sendable, Hashable {
    /// What is wanted.
    public enum Kind: Sendable, Hashable {
        /// `tcpip-forward`: connections to this port are to come through channels.
        case forward(address: String, port: UInt32)
        /// `cancel-tcpip-forward`: they are to come no more.
        case cancel(address: String, port: UInt32)
        /// `udp-send-to@amt.intel.com`: a datagram is to be sent.
        case datagram(address: String, port: UInt32, originator: String, originatorPort: UInt32, [UInt8])
    }

    public var kind: Kind
    public var wantsReply: Bool

    public init(_ kind: Kind, wantsReply: Bool) {
        self.kind = kind
        self.wantsReply = wantsReply
    }
}

/// A connection that one side wants to bring to the other.
public struct ChannelOpening: Sendable, Hashable {
    /// `forwarded-tcpip` towards AMT, `direct-tcpip` from it; others are refused.
    public var kind: String
    /// The number by which the sender knows the channel.
    public var sender: UInt32
    /// Bytes that the sender takes before it adjusts the window.
    public var window: UInt32
    public var address: String
    public var port: UInt32
    public var originator: String
    public var originatorPort: UInt32

    /// What a channel towards AMT is called.
    public static let forwarded = "forwarded-tcpip"
    /// What a channel from AMT is called.
    public static let direct = "direct-tcpip"

    public init(
        kind: String = forwarded,
        sender: UInt32,
        window: UInt32,
        address: String,
        port: UInt32,
        originator: String,
        originatorPort: UInt32
    ) {
        self.kind = kind
        self.sender = sender
        self.window = window
        self.address = address
        self.port = port
        self.originator = originator
        self.originatorPort = originatorPort
    }
}

/// Why a channel was not opened.
public enum OpenFailure: UInt32, Sendable, Hashable, CaseIterable {
    case administrativelyProhibited = 1
    case connectFailed
    case unknownChannelType
    case resourceShortage
}

/// The first message of either side.
public struct ProtocolVersion: Sendable, Hashable {
    public var major: UInt32
    public var minor: UInt32
    /// Why the session was begun: 1 user, 2 alert, 3 provisioning, 4 periodic, 254 LME.
    public var trigger: UInt32
    /// The platform's GUID, 16 bytes in SMBIOS order.
    public var uuid: [UInt8]

    /// - Parameter uuid: 16 bytes; what is missing is zero, what is beyond is left out.
    public init(major: UInt32 = 1, minor: UInt32 = 0, trigger: UInt32, uuid: [UInt8] = []) {
        self.major = major
        self.minor = minor
        self.trigger = trigger
        self.uuid = Array((uuid + Array(repeating: 0, count: 16)).prefix(16))
    }
}

/// Bytes that no message begins with, or that go beyond what a message may have.
public enum APFError: Error, Sendable, Hashable {
    case unknownMessage(UInt8)
    case unknownRequest(String)
    case stringTooLong(UInt32)
    case notUTF8
    case unknownOpenFailure(UInt32)
}
