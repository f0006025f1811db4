import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
public import ServiceLifecycle

/// The management port of one endpoint, 16992 by default.
public struct ManagementListener: Service {
    let address: String
    let port: Int
    let frontDoor: FrontDoor
    let logger: Logger
    let onListening: @Sendable () async -> Void

    /// Silence after which a connection is closed, half-sent requests among them.
    static let idleLimit = TimeAmount.seconds(30)

    /// - Parameter onListening: called once the port accepts connections.
    public init(
        address: String,
        port: Int,
        frontDoor: FrontDoor,
        onListening: @escaping @Sendable () async -> Void = {}
    ) {
        self.address = address
        self.port = port
        self.frontDoor = frontDoor
        self.onListening = onListening
        logger = Logger(label: "sekisho.management-listener")
    }

    /// Listens until the service group shuts down.
    ///
    /// - Throws: ``ListenerError`` when the address cannot be listened on.
    public func run() async throws {
        let server = try await bind()
        await onListening()
        do {
            try await cancelWhenGracefulShutdown { try await serve(server) }
        } catch is CancellationError {
            // The group shuts down.
        }
    }

    private func serve(_ server: NIOAsyncChannel<HTTPConnection.Channel, Never>) async throws {
        try await server.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { group in
                for try await channel in connections {
                    group.addTask { await HTTPConnection(frontDoor: frontDoor, logger: logger).serve(channel) }
                }
            }
        }
    }

    private func bind() async throws -> NIOAsyncChannel<HTTPConnection.Channel, Never> {
        do {
            return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.backlog, value: 128)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: address, port: port) { channel in
                    channel.eventLoop.makeCompletedFuture { try Self.configure(channel) }
                }
        } catch {
            throw ListenerError(address: address, port: port, reason: "\(error)")
        }
    }

    private static func configure(_ channel: any Channel) throws -> HTTPConnection.Channel {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(IdleStateHandler(readTimeout: idleLimit))
        try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)))
        try pipeline.addHandler(CloseOnSilence())
        return try NIOAsyncChannel(
            wrappingChannelSynchronously: channel,
            configuration: .init(isOutboundHalfClosureEnabled: false)
        )
    }
}

/// Closes a connection on which nothing was read for the idle limit.
private final class CloseOnSilence: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent {
            context.close(promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }
}

/// The management port could not be opened.
public struct ListenerError: Error, CustomStringConvertible {
    let address: String
    let port: Int
    let reason: String

    /// What happened and what to do.
    public var description: String {
        "cannot listen on \(address):\(port) (\(reason)). Is another engine running there, or does the address not exist in this network namespace?"
    }
}
