import EngineEvents
import Logging
public import ManagementEngine
import NIOCore
import NIOPosix
public import ServiceLifecycle

/// Answers presence pings on UDP 623, by which consoles find machines.
public struct PresenceResponder: Service {
    private typealias Datagram = AddressedEnvelope<ByteBuffer>

    private let address: String
    private let port: Int
    private let engine: ManagementEngine
    private let onListening: @Sendable (Int) -> Void
    private let logger = Logger(label: "sekisho.presence")

    /// - Parameter onListening: called with the port once pings are heard.
    public init(
        address: String,
        port: Int = 623,
        engine: ManagementEngine,
        onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.address = address
        self.port = port
        self.engine = engine
        self.onListening = onListening
    }

    /// Answers until the service group shuts down. Without the port nobody finds the PC, but all else goes on.
    public func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await answer() }
        } catch is CancellationError {
            // The group shuts down.
        } catch {
            logger.warning("no presence", metadata: ["address": "\(address):\(port)", "error": "\(error)"])
            try await gracefulShutdown()
        }
    }

    private func answer() async throws {
        let channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: address, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<Datagram, Datagram>(wrappingChannelSynchronously: channel)
                }
            }
        onListening(channel.channel.localAddress?.port ?? port)
        try await channel.executeThenClose { inbound, outbound in
            var budget = PongBudget()
            let started = ContinuousClock.now
            for try await datagram in inbound {
                let seconds = UInt64(clamping: (ContinuousClock.now - started).components.seconds)
                guard let pong = await pong(to: datagram, &budget, now: seconds) else { continue }
                try await outbound.write(Datagram(remoteAddress: datagram.remoteAddress, data: ByteBuffer(bytes: pong)))
            }
        }
    }

    private func pong(to datagram: Datagram, _ budget: inout PongBudget, now: UInt64) async -> [UInt8]? {
        guard let ping = PresencePing(untrusted: datagram.data.readableBytesView),
            budget.spend(on: datagram.remoteAddress.ipAddress ?? "", now: now),
            let presence = await engine.presence()
        else { return nil }
        return PresencePong(
            tag: ping.tag,
            port: presence.port,
            hasBothPorts: presence.hasBothPorts,
            version: presence.version
        ).bytes
    }
}
