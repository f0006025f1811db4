public import Foundation
import HTTPTypes
import Hummingbird
public import Logging
public import NIOCore
public import ServiceLifecycle

/// The plain-HTTP server of the `content` directory: definitions and rules, which appliances check by their sums.
public struct ContentService: Service {
    private let application: any ApplicationProtocol

    /// Creates the server of a directory.
    public init(
        directory: URL,
        address: ListenAddress,
        logger: Logger,
        onListening: @escaping @Sendable (any Channel) async -> Void = { _ in }
    ) {
        let router = Router()
        router.add(middleware: SecurityHeaders())
        router.add(middleware: FileMiddleware(directory.path, urlBasePath: "/content", logger: logger))
        application = Application(
            router: router,
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(address: address.bindAddress),
            onServerRunning: onListening,
            logger: logger
        )
    }

    /// Serves until the program is asked to end.
    public func run() async throws {
        try await application.run()
    }
}
