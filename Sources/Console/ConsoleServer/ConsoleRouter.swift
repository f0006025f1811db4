import Fleet
import Foundation
import Hummingbird
import Logging

/// The router of the console: REST interface, pages and static files.
enum ConsoleRouter {
    /// The router over a desk.
    static func make(
        desk: any Desk,
        sessions: Sessions,
        logger: Logger
    ) async throws -> Router<ConsoleContext> {
        let pages = try await PageRenderer()
        let router = Router(context: ConsoleContext.self)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: ProblemMiddleware(pages: pages))
        router.add(middleware: FileMiddleware(try Resources.url("Static").path, urlBasePath: "/static", logger: logger))
        router.add(middleware: SessionMiddleware(sessions: sessions))
        try APIRoutes(desk: desk, sessions: sessions).add(to: router)
        PageRoutes(desk: desk, sessions: sessions, pages: pages).add(to: router)
        return router
    }
}
