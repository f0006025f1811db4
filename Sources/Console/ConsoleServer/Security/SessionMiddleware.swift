import ConsoleAPI
import HTTPTypes
import Hummingbird

/// Finds the session of a request, from its bearer token or its cookie, and the reader's language.
struct SessionMiddleware: RouterMiddleware {
    typealias Context = ConsoleContext

    /// The name of the cookie. The prefix makes browsers refuse it without `Secure` and `Path=/`.
    static let cookie = "__Host-sekisho"

    let sessions: Sessions

    func handle(
        _ request: Request,
        context: ConsoleContext,
        next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.language = Language(acceptLanguage: request.headers[.acceptLanguage])
        let bearer = Self.bearer(request.headers[.authorization])
        let untrustedToken = bearer ?? request.cookies[Self.cookie]?.value
        if let untrustedToken, let session = await sessions.session(untrustedToken) {
            context.session = session
            context.token = untrustedToken
            context.cameByCookie = bearer == nil
        }
        return try await next(request, context)
    }

    static func bearer(_ untrustedHeader: String?) -> String? {
        guard let untrustedHeader, untrustedHeader.lowercased().hasPrefix("bearer ") else { return nil }
        return String(untrustedHeader.dropFirst(7))
    }

    /// The cookie that a browser keeps for a session.
    static func cookie(token: String) -> Cookie {
        Cookie(name: cookie, value: token, path: "/", secure: true, httpOnly: true, sameSite: .strict)
    }

    /// The cookie that makes a browser forget the session.
    static var forgetting: Cookie {
        Cookie(name: cookie, value: "", maxAge: 0, path: "/", secure: true, httpOnly: true, sameSite: .strict)
    }
}
