import PublicKeyManagement
import AMTClient
import EngineNetwork
import ManagementEngine
import NIOCore
import NIOPosix
import NIOSSL
import NVRAM
import TestSupport

/// An engine whose ports are open, for the length of a test.
enum Listening {
    /// Opens the ports of an engine, and closes them when the body has ended.
    ///
    /// - Parameter body: is given the address, and what the ports offer each time after they have changed.
    static func with(
        _ engine: ManagementEngine,
        _ body: @escaping @Sendable (String, AsyncStream<TransportSecurity>) async throws -> Void
    ) async throws {
        let address = OwnAddress.next()
        let (changes, changed) = AsyncStream.makeStream(of: TransportSecurity.self)
        let ports = ManagementPorts(address: address, engine: engine, onChange: { changed.yield($0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await ports.run() }
            group.addTask {
                _ = await changes.first { _ in true }
                try await body(address, changes)
            }
            try await group.next()
            group.cancelAll()
        }
    }
}

extension HTTPTransport {
    /// An administrator's way to an engine, with TLS when there is a pin.
    static func administrator(_ address: String, pin: MemoryPin? = nil) -> HTTPTransport {
        HTTPTransport(
            host: address,
            port: pin == nil ? 16992 : 16993,
            user: "admin",
            password: "Correct-Horse1",
            pin: pin
        )
    }
}

/// A client of which TLS is all that counts.
struct BareClient {
    var configuration: TLSConfiguration

    init() {
        configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
    }

    /// The first line of what the engine answers to `GET /`, and the version of TLS.
    ///
    /// - Throws: when the engine does not go through with the handshake, or answers nothing.
    func statusLine(_ address: String) async throws -> String {
        let context = try NIOSSLContext(configuration: configuration)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: address, port: 16993) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let tls = try NIOSSLClientHandler(context: context, serverHostname: nil)
                    try channel.pipeline.syncOperations.addHandler(tls)
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
            var received = ByteBuffer()
            for try await var piece in inbound { received.writeBuffer(&piece) }
            guard let end = received.readableBytesView.firstIndex(of: 13) else { throw Silent() }
            return String(buffer: received.getSlice(at: 0, length: end) ?? ByteBuffer())
        }
    }

    /// The engine ended the connection without an answer.
    struct Silent: Error {}
}
