import NIOCore
import NIOPosix
import Synchronization

/// An HTTP server on the loopback that says what a test tells it to, and keeps what it was sent.
final class StubServer: Sendable {
    /// A request as it came.
    struct Request: Sendable {
        /// Which connection brought it, counted from 0.
        var connection: Int
        var head: String
        var body: [UInt8]

        func header(_ name: String) -> String? {
            let lines = head.split(separator: "\r\n")
            let line = lines.first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }
            return line.map { String($0.dropFirst(name.count + 2)) }
        }
    }

    /// What the server does about a request.
    struct Reply: Sendable {
        var bytes: [UInt8]
        var closes = false

        /// Nothing at all.
        static let silence = Reply(bytes: [])
        /// The end of the connection.
        static let hangUp = Reply(bytes: [], closes: true)
    }

    private struct State {
        var connections = 0
        var requests: [Request] = []
    }

    private let state = Mutex(State())
    private let script: @Sendable (Request) -> Reply
    private let arrivals = AsyncStream.makeStream(of: Void.self)

    private init(script: @escaping @Sendable (Request) -> Reply) { self.script = script }

    /// What it was sent so far.
    var requests: [Request] { state.withLock { $0.requests } }

    /// Waits for a request to come.
    func arrival() async { for await _ in arrivals.stream { return } }

    /// Listens while the closure runs.
    static func run(
        _ script: @escaping @Sendable (Request) -> Reply,
        while body: (_ server: StubServer, _ port: Int) async throws -> Void
    ) async throws {
        let server = StubServer(script: script)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        StubHandler(server: server, number: server.connected())
                    )
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let result = await Result.of { try await body(server, channel.localAddress?.port ?? 0) }
        try await channel.close()
        try result.get()
    }

    private func connected() -> Int {
        state.withLock { state in
            defer { state.connections += 1 }
            return state.connections
        }
    }

    fileprivate func reply(to request: Request) -> Reply {
        state.withLock { $0.requests.append(request) }
        arrivals.continuation.yield()
        return script(request)
    }
}

extension Result where Failure == any Error {
    fileprivate static func of(_ body: () async throws -> Success) async -> Self {
        do { return .success(try await body()) } catch { return .failure(error) }
    }
}

/// Cuts the bytes of one connection into requests.
private final class StubHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let server: StubServer
    private let number: Int
    private var received: [UInt8] = []

    init(server: StubServer, number: Int) {
        self.server = server
        self.number = number
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += Array(unwrapInboundIn(data).readableBytesView)
        while let request = next() {
            let reply = server.reply(to: request)
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: reply.bytes)), promise: nil)
            if reply.closes { context.close(promise: nil) }
        }
    }

    private func next() -> StubServer.Request? {
        let mark = Array("\r\n\r\n".utf8)
        guard let end = received.indices.first(where: { received[$0...].starts(with: mark) }) else { return nil }
        var request = StubServer.Request(
            connection: number,
            head: String(decoding: received[..<end], as: UTF8.self),
            body: []
        )
        let length = request.header("Content-Length").flatMap { Int($0) } ?? 0
        guard received.count >= end + 4 + length else { return nil }
        request.body = Array(received[(end + 4)...].prefix(length))
        received.removeFirst(end + 4 + length)
        return request
    }
}
