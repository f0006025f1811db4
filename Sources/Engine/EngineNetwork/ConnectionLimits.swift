public import NIOCore
import Synchronization

/// What an endpoint bears of its clients.
public struct ConnectionLimits: Sendable {
    /// How long a client may take for a whole request, from its connection or from the answer before.
    public var request: TimeAmount
    /// Connections at once.
    public var connections: Int
    /// Connections at once from one address.
    public var perAddress: Int

    /// Creates limits; without arguments, those of an endpoint in service.
    public init(request: TimeAmount = .seconds(30), connections: Int = 128, perAddress: Int = 64) {
        self.request = request
        self.connections = connections
        self.perAddress = perAddress
    }
}

/// The connections that an endpoint has, on all of its ports together.
final class ConnectionCount: Sendable {
    private let limits: ConnectionLimits
    private let byAddress = Mutex<[String: Int]>([:])

    init(_ limits: ConnectionLimits) { self.limits = limits }

    /// Counts a connection unless there are too many.
    func enter(_ address: String) -> Bool {
        byAddress.withLock { counts in
            guard counts[address, default: 0] < limits.perAddress,
                counts.values.reduce(0, +) < limits.connections
            else { return false }
            counts[address, default: 0] += 1
            return true
        }
    }

    /// A counted connection has ended.
    func leave(_ address: String) {
        byAddress.withLock { counts in
            let left = counts[address, default: 1] - 1
            counts[address] = left > 0 ? left : nil
        }
    }
}
