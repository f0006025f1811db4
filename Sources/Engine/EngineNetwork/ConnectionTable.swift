import ObjectManager
import ManagementEngine
import NIOCore
import Synchronization

/// The connections of an endpoint: who may come in, and who makes room for them.
///
/// When there are too many, the stranger who has said nothing for longest makes room: whoever holds connections that he
/// does not use keeps nobody out. One that has proved an account stays.
struct ConnectionTable: Sendable {
    /// A connection that came in, and the one that makes room for it.
    struct Entrance: Hashable {
        let number: UInt64
        let displaced: UInt64?
    }

    private struct Entry {
        let neighbourhood: Neighbourhood
        var isProved = false
        /// The connection's turn when it last brought a whole request, or came.
        var lastTurn: UInt64
    }

    private let limits: ConnectionLimits
    private var entries: [UInt64: Entry] = [:]
    private var turn: UInt64 = 0

    init(_ limits: ConnectionLimits) { self.limits = limits }

    /// Takes a connection in; nil when nobody makes room for it.
    mutating func enter(from untrustedAddress: String) -> Entrance? {
        let neighbourhood = Neighbourhood(of: untrustedAddress)
        let neighbours = entries.filter { $0.value.neighbourhood == neighbourhood }
        var displaced: UInt64?
        if neighbours.count >= limits.perAddress || entries.count >= limits.connections {
            displaced = Self.mostSilent(neighbours.count >= limits.perAddress ? neighbours : entries)
            guard let displaced else { return nil }
            entries[displaced] = nil
        }
        turn += 1
        entries[turn] = Entry(neighbourhood: neighbourhood, lastTurn: turn)
        return Entrance(number: turn, displaced: displaced)
    }

    /// A connection has brought a whole request.
    mutating func hear(_ number: UInt64) {
        turn += 1
        entries[number]?.lastTurn = turn
    }

    /// A connection has proved an account.
    mutating func prove(_ number: UInt64) { entries[number]?.isProved = true }

    /// A connection has ended.
    mutating func leave(_ number: UInt64) { entries[number] = nil }

    private static func mostSilent(_ entries: [UInt64: Entry]) -> UInt64? {
        entries.filter { !$0.value.isProved }.min { $0.value.lastTurn < $1.value.lastTurn }?.key
    }
}

/// The connections that an endpoint has, on all of its ports together.
final class ConnectionCount: Sendable {
    private let state: Mutex<(table: ConnectionTable, channels: [UInt64: any Channel])>

    init(_ limits: ConnectionLimits) { state = Mutex((ConnectionTable(limits), [:])) }

    /// Counts a connection and closes the one that makes room for it; nil when nobody does.
    func enter(_ channel: any Channel) -> ConnectionPlace? {
        state.withLock { state in
            guard let entrance = state.table.enter(from: channel.remoteAddress?.ipAddress ?? "") else { return nil }
            if let displaced = entrance.displaced { state.channels.removeValue(forKey: displaced)?.close(promise: nil) }
            state.channels[entrance.number] = channel
            return ConnectionPlace(count: self, number: entrance.number)
        }
    }

    fileprivate func change(_ change: (inout ConnectionTable) -> Void) { state.withLock { change(&$0.table) } }

    fileprivate func leave(_ number: UInt64) {
        state.withLock { state in
            state.table.leave(number)
            state.channels[number] = nil
        }
    }
}

/// The place of one connection among those of its endpoint.
struct ConnectionPlace: Sendable {
    fileprivate let count: ConnectionCount
    fileprivate let number: UInt64

    /// The connection has brought a whole request.
    func hear() { count.change { $0.hear(number) } }

    /// The connection has proved an account.
    func prove() { count.change { $0.prove(number) } }

    /// The connection has ended.
    func leave() { count.leave(number) }
}
