import FoundationEssentials
import Glibc
import JSONLines
public import Logging
import NIOCore
import NIOPosix

/// The chassis process's end of the socket: does for the engine what needs root, and nothing else.
public struct ChassisServer: Sendable {
    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>
    /// Connections at once; an engine needs two.
    private static let greatestConnections = 8

    private let path: String
    private let engineUID: UInt32
    private let desk: ChassisDesk
    private let logger: Logger
    private let onListening: @Sendable () -> Void

    /// - Parameters:
    ///   - path: of the socket; only the user `engineUID` can connect to it.
    ///   - onListening: called once the engine can connect.
    public init(
        path: String,
        engineUID: UInt32,
        host: any HostControl,
        filter: any PacketControl,
        logger: Logger,
        onListening: @escaping @Sendable () -> Void = {}
    ) {
        self.path = path
        self.engineUID = engineUID
        self.logger = logger
        self.onListening = onListening
        desk = ChassisDesk(host: host, filter: filter)
    }

    /// Serves engines, one after the other or side by side, until cancelled.
    ///
    /// The process's umask must keep others from the socket until it is given to the engine.
    public func run() async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 8)
            .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true) { channel in
                channel.eventLoop.makeCompletedFuture { try Connection(wrappingChannelSynchronously: channel) }
            }
        try FileAccess.giveStrictly(path, to: engineUID, group: engineUID, mode: 0o600)
        logger.info("listening", metadata: ["path": "\(path)"])
        onListening()
        try await server.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { group in
                let count = Count()
                for try await connection in connections {
                    group.addTask { await serve(connection, count) }
                }
            }
        }
    }

    private func serve(_ connection: Connection, _ count: Count) async {
        defer { count.leave() }
        let mayEnter = count.enter(atMost: Self.greatestConnections)
        do {
            try await connection.executeThenClose { inbound, outbound in
                guard mayEnter else { return }
                try await answer(inbound, outbound)
            }
        } catch {
            logger.debug("a connection ended", metadata: ["error": "\(error)"])
        }
    }

    /// One request after the other, so that nobody can make many wait inside.
    private func answer(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws {
        var framer = LineFramer(limit: ChassisCall.longestLine)
        for try await buffer in inbound {
            for untrustedLine in try framer.append(buffer.readableBytesView) {
                guard let answer = await desk.answer(untrustedLine) else { return }
                try await outbound.write(ByteBuffer(bytes: JSONEncoder().encode(answer) + [UInt8(ascii: "\n")]))
                await desk.tidy()
            }
        }
    }
}
