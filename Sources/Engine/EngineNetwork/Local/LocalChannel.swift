import NIOCore
import NIOPosix
import ServiceLifecycle

/// A channel that only programs in the user OS have: a port of the virtual machine, which QEMU gives as a socket.
struct LocalChannel: Sendable {
    typealias Link = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// How long the engine waits before it looks for the channel again; while the PC is off, there is none.
    private static let pause = Duration.seconds(2)

    /// The socket.
    let path: String

    /// Serves the channel whenever there is one, until the service group shuts down.
    func serve(_ link: @escaping @Sendable (Link) async -> Void) async throws {
        do {
            try await cancelWhenGracefulShutdown {
                while !Task.isCancelled {
                    if let opened = try? await connect() { await link(opened) }
                    try await Task.sleep(for: Self.pause)
                }
            }
        } catch is CancellationError {
            // The group shuts down.
        }
    }

    private func connect() async throws -> Link {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture { try Link(wrappingChannelSynchronously: channel) }
            }
    }
}
