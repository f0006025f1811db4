import Hummingbird

/// What is known about a request besides itself.
struct ConsoleContext: RequestContext {
    /// Hummingbird's part.
    var coreContext: CoreRequestContextStorage
    /// The session that the request belongs to.
    var session: Session?
    /// The token of that session.
    var token: String?
    /// Whether the browser sent the session by itself, as a cookie.
    var cameByCookie = false
    /// The language that the reader wants.
    var language = Language.english

    /// The largest request body.
    var maxUploadSize: Int { 64 * 1024 }

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
    }
}
