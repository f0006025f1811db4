import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
public import NIOCore
public import ServiceLifecycle

/// The console's HTTPS server.
public struct ConsoleService: Service {
    private let application: any ApplicationProtocol
    private let address: ListenAddress

    /// Creates the server over a desk.
    ///
    /// - Parameter onListening: Called when connections are accepted.
    public init(
        desk: any Desk,
        sessions: Sessions,
        certificate: ServerCertificate,
        address: ListenAddress,
        logger: Logger,
        onListening: @escaping @Sendable (any Channel) async -> Void = { _ in }
    ) async throws {
        self.address = address
        application = Application(
            router: try await ConsoleRouter.make(desk: desk, sessions: sessions, logger: logger),
            server: try .tls(
                .http1(configuration: .init(idleTimeout: .seconds(60))),
                tlsConfiguration: certificate.tlsConfiguration
            ),
            configuration: .init(address: address.bindAddress),
            onServerRunning: onListening,
            logger: logger
        )
    }

    /// Serves until the program is asked to end.
    public func run() async throws {
        address.clear()
        try await application.run()
        address.clear()
    }
}
