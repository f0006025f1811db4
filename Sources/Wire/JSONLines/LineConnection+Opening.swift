import NIOCore
import NIOPosix

extension LineConnection {
    /// Connects to a unix socket; tries again until somebody listens or the time is over.
    public static func connect(
        to path: String,
        limit: Int,
        within time: Duration,
        classify: @escaping @Sendable ([UInt8]) -> LineKind
    ) async throws(LineError) -> LineConnection {
        let deadline = ContinuousClock.now + time
        while true {
            do {
                return try await connectOnce(to: path, limit: limit, classify: classify)
            } catch {
                guard ContinuousClock.now < deadline, !Task.isCancelled else {
                    throw .cannotConnect(path: path, reason: "\(error)")
                }
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Takes over an open descriptor (a socket or a character device) that can be read and written.
    public static func adopting(
        descriptor: CInt,
        limit: Int,
        classify: @escaping @Sendable ([UInt8]) -> LineKind
    ) async throws -> LineConnection {
        try await NIOPipeBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .takingOwnershipOfDescriptor(inputOutput: descriptor) { channel in
                prepare(channel, limit: limit, classify: classify)
            }
    }

    private static func connectOnce(
        to path: String,
        limit: Int,
        classify: @escaping @Sendable ([UInt8]) -> LineKind
    ) async throws -> LineConnection {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(unixDomainSocketPath: path) { channel in
                prepare(channel, limit: limit, classify: classify)
            }
    }

    private static func prepare(
        _ channel: any Channel,
        limit: Int,
        classify: @escaping @Sendable ([UInt8]) -> LineKind
    ) -> EventLoopFuture<LineConnection> {
        channel.eventLoop.makeCompletedFuture {
            let connection = LineConnection(channel: channel, classify: classify)
            let handler = LineHandler(framer: LineFramer(limit: limit), connection: connection)
            try channel.pipeline.syncOperations.addHandler(handler)
            return connection
        }
    }
}
