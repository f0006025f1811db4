public import NIOCore

/// What an endpoint bears of its clients.
public struct ConnectionLimits: Sendable {
    /// How long a client may take from its connection to the end of its first request.
    public var first: TimeAmount
    /// How long a client may take from an answer to the end of its next request.
    public var request: TimeAmount
    /// Connections at once.
    public var connections: Int
    /// Connections at once from one address of IPv4 or network of IPv6.
    public var perAddress: Int

    /// Creates limits; without arguments, those of an endpoint in service.
    public init(
        first: TimeAmount = .seconds(10),
        request: TimeAmount = .seconds(30),
        connections: Int = 128,
        perAddress: Int = 64
    ) {
        self.first = first
        self.request = request
        self.connections = connections
        self.perAddress = perAddress
    }
}
