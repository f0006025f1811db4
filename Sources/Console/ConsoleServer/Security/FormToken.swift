import ConsoleAPI
import HTTPTypes
import Hummingbird

/// Keeps other sites from sending requests in a reader's name.
enum FormToken {
    /// The header that scripts send it in.
    static let header = HTTPField.Name("X-Form-Token")

    /// Refuses a request that changes something, came by cookie and does not carry its session's form token.
    static func check(_ request: Request, _ context: ConsoleContext, field untrustedField: String? = nil) throws {
        guard context.cameByCookie, let session = context.session else { return }
        let sent = untrustedField ?? header.flatMap { request.headers[$0] }
        guard sent == session.formToken, !isCrossSite(request) else { throw Problem.crossSite }
    }

    /// Whether the browser says that another site made the request.
    static func isCrossSite(_ request: Request) -> Bool {
        guard let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name] else { return false }
        return site == "cross-site" || site == "same-site"
    }
}
