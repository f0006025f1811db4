import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// One HTTPS connection to a console.
struct Connection: Sendable {
    typealias Wire = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

    let address: ConsoleAddress
    let trust: Trust

    /// Opens a connection, lets it be used, and closes it.
    func use<Result: Sendable>(
        _ body: (
            NIOAsyncChannelInboundStream<HTTPClientResponsePart>, NIOAsyncChannelOutboundWriter<HTTPClientRequestPart>
        ) async throws -> Result
    ) async throws -> Result {
        let witness = CertificateWitness()
        do {
            let wire = try await open(witness)
            return try await wire.executeThenClose(body)
        } catch let error as CommandError {
            throw error
        } catch let error as NIOSSLError {
            throw await explain(error, witness)
        } catch let error as NIOSSLExtraError {
            throw await explain(error, witness)
        } catch let error as NIOConnectionError {
            throw CommandError.cannotConnect(address: address.text, reason: Self.reason(error))
        } catch let error as IOError {
            throw CommandError.cannotConnect(address: address.text, reason: Self.reason(error))
        } catch let error as ChannelError {
            throw CommandError.cannotConnect(address: address.text, reason: "\(error)")
        }
    }

    private func open(_ witness: CertificateWitness) async throws -> Wire {
        let context = try trust.context()
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connectTimeout(.seconds(10))
        let initialize: @Sendable (any Channel) -> EventLoopFuture<Wire> = { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(try tls(context, witness))
                try channel.pipeline.syncOperations.addHTTPClientHandlers()
                return try Wire(wrappingChannelSynchronously: channel)
            }
        }
        switch address.way {
        case .internet(let host, let port):
            return try await bootstrap.connect(host: host, port: port, channelInitializer: initialize)
        case .socket(let path):
            return try await bootstrap.connect(unixDomainSocketPath: path, channelInitializer: initialize)
        }
    }

    private func tls(_ context: NIOSSLContext, _ witness: CertificateWitness) throws -> NIOSSLClientHandler {
        let name = (try? SocketAddress(ipAddress: address.host, port: 0)) == nil ? address.host : nil
        switch trust {
        case .system, .authority:
            return try NIOSSLClientHandler(context: context, serverHostname: name)
        case .fingerprint, .anything:
            let expected: String? = if case .fingerprint(let text) = trust { text } else { nil }
            return try NIOSSLClientHandler(
                context: context,
                serverHostname: name,
                customVerificationCallback: { chain, promise in
                    promise.succeed(witness.judge(chain, expected: expected) ? .certificateVerified : .failed)
                }
            )
        }
    }

    /// Says which certificate was shown when the handshake failed over it.
    private func explain(_ error: any Error, _ witness: CertificateWitness) async -> any Error {
        if case NIOSSLError.uncleanShutdown = error { return CommandError.noAnswer(address: address.text) }
        if let shown = witness.fingerprint {
            return CommandError.otherFingerprint(address: address.text, fingerprint: shown)
        }
        let second = CertificateWitness()
        _ = try? await Connection(address: address, trust: .anything).open(second).executeThenClose {
            inbound,
            outbound in
            try await outbound.write(.head(.init(version: .http1_1, method: .HEAD, uri: "/login")))
            try await outbound.write(.end(nil))
            for try await _ in inbound { break }
        }
        guard let shown = second.fingerprint else {
            return CommandError.cannotConnect(address: address.text, reason: "\(error)")
        }
        return CommandError.untrusted(address: address.text, fingerprint: shown)
    }

    private static func reason(_ error: NIOConnectionError) -> String {
        guard let failure = error.connectionErrors.first else { return "the name is not known" }
        return (failure.error as? IOError).map { reason($0) } ?? "\(failure.error)"
    }

    private static func reason(_ error: IOError) -> String {
        String(cString: strerror(error.errnoCode)).lowercased()
    }
}
