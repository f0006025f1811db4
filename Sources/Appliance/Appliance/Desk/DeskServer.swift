import NIOCore
import NIOPosix

/// The server of the page, a process of its own without rights; see `DeskAnswer`.
public struct DeskServer: Sendable {
    private let page: String
    private let port: Int

    /// Connections at a time; more are closed unread.
    static let greatestNumber = 64
    /// How long a connection may take, in seconds.
    static let patience = 10

    /// Creates a server that reads the page from a file for each answer.
    public init(page: String, port: Int) {
        (self.page, self.port) = (page, port)
    }

    /// Serves until it is ended; `listening` is told the port.
    public func run(listening: @Sendable (Int) -> Void = { _ in }) async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.backlog, value: 64)
            // Who has said all there is to say still waits for the answer.
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .bind(host: "0.0.0.0", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        listening(server.channel.localAddress?.port ?? 0)
        try await withThrowingDiscardingTaskGroup { group in
            let open = OpenConnections(atMost: Self.greatestNumber)
            try await server.executeThenClose { connections in
                for try await connection in connections {
                    guard open.enter() else {
                        try? await connection.channel.close()
                        continue
                    }
                    group.addTask {
                        defer { open.leave() }
                        try? await answer(connection)
                    }
                }
            }
        }
    }

    private func answer(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async throws {
        let channel = connection.channel
        let end = channel.eventLoop.scheduleTask(in: .seconds(Int64(Self.patience))) { channel.close(promise: nil) }
        defer { end.cancel() }
        try await connection.executeThenClose { requests, answers in
            var untrustedHead: [UInt8] = []
            for try await piece in requests {
                untrustedHead += piece.readableBytesView.prefix(DeskAnswer.longestRequest - untrustedHead.count)
                let text = String(decoding: untrustedHead, as: UTF8.self)
                guard DeskAnswer.isComplete(text) || untrustedHead.count == DeskAnswer.longestRequest else { continue }
                let page = String(decoding: Files.read(page, longest: 64 << 10) ?? [], as: UTF8.self)
                try await answers.write(ByteBuffer(bytes: DeskAnswer.bytes(toUntrusted: text, page: page)))
                return
            }
        }
    }
}
