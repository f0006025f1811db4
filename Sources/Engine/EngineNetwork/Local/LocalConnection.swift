import Glibc
import NIOCore
import NIOPosix

/// One connection of a program in the user OS: its bytes go to the same server as those of the network.
///
/// A pair of sockets stands between the two. The kernel bounds what is on the way, and the server cannot tell it from a
/// connection of the network.
struct LocalConnection: Sendable {
    typealias Bytes = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    let hub: LocalHub
    let inlet: LocalHub.Inlet
    /// Serves the far end of the pair.
    let server: @Sendable (HTTPConnection.Channel) async -> Void

    /// Carries bytes both ways until one of the ends has had enough.
    func run() async throws {
        let (near, far) = try Self.pair()
        let served = try await Self.adopt(far) { channel in
            try HTTPConnection.speakHTTP(on: channel, ConnectionLimits())
        }
        let carried: Bytes = try await Self.adopt(near) { try Bytes(wrappingChannelSynchronously: $0) }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await server(served) }
            group.addTask { await carry(carried) }
        }
        try await hub.close(inlet)
    }

    private func carry(_ carried: Bytes) async {
        try? await carried.executeThenClose { answers, requests in
            await withTaskGroup(of: Void.self) { group in
                group.addTask { try? await bring(to: requests) }
                group.addTask { try? await fetch(answers) }
                await group.next()
                group.cancelAll()
            }
        }
    }

    private func bring(to requests: NIOAsyncChannelOutboundWriter<ByteBuffer>) async throws {
        for await bytes in inlet.bytes {
            try await requests.write(ByteBuffer(bytes: bytes))
            try await hub.consumed(bytes.count, by: inlet)
        }
    }

    private func fetch(_ answers: NIOAsyncChannelInboundStream<ByteBuffer>) async throws {
        var turns = inlet.turns.makeAsyncIterator()
        for try await answer in answers {
            var rest = Array(answer.readableBytesView)[...]
            while !rest.isEmpty {
                guard let left = try await hub.send(rest, from: inlet) else { return }
                rest = left
                if !rest.isEmpty, await turns.next() == nil { return }
            }
        }
    }
}

extension LocalConnection {
    static func pair() throws -> (CInt, CInt) {
        var ends: [CInt] = [-1, -1]
        let kind = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw IOError(errnoCode: errno, reason: "socketpair")
        }
        return (ends[0], ends[1])
    }

    static func adopt<Adopted: Sendable>(
        _ descriptor: CInt,
        _ configure: @escaping @Sendable (any Channel) throws -> Adopted
    ) async throws -> Adopted {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).withConnectedSocket(descriptor) {
            channel in channel.eventLoop.makeCompletedFuture { try configure(channel) }
        }
    }
}
