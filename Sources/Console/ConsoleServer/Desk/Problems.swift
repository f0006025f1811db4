public import ConsoleAPI

extension Problem {
    /// Nothing has that name.
    public static func notFound(_ thing: String, _ untrustedName: String) -> Problem {
        Problem(
            "not-found",
            title: "Not found",
            status: 404,
            detail: "There is no \(thing) named '\(untrustedName.prefix(100))'."
        )
    }

    /// The request has no session.
    static let loginNeeded = Problem(
        "login-needed",
        title: "Login needed",
        status: 401,
        detail: "Open a session first: POST /api/v1/session, or `sekisho login`."
    )

    /// Name or password is wrong.
    static let wrongPassword = Problem(
        "wrong-password",
        title: "Wrong name or password",
        status: 401,
        detail: "The name or the password is not right."
    )

    /// Too many wrong passwords.
    static func tooManyAttempts(seconds: Int) -> Problem {
        Problem(
            "too-many-attempts",
            title: "Too many attempts",
            status: 429,
            detail: "Too many wrong passwords. Try again in \(seconds) seconds."
        )
    }

    /// The request came from another site.
    static let crossSite = Problem(
        "cross-site",
        title: "Not from this console's pages",
        status: 403,
        detail: "The request does not carry this session's form token. Load the page again and repeat."
    )

    /// The body cannot be read.
    public static func badRequest(_ detail: String) -> Problem {
        Problem("bad-request", title: "Bad request", status: 400, detail: detail)
    }

    /// It cannot be done now.
    public static func conflict(_ detail: String) -> Problem {
        Problem("conflict", title: "Not possible now", status: 409, detail: detail)
    }

    /// The engine did not answer as it should.
    public static func endpointTrouble(_ detail: String) -> Problem {
        Problem("endpoint-trouble", title: "The endpoint did not do it", status: 502, detail: detail)
    }

    /// The console itself failed.
    static let inside = Problem(
        "internal",
        title: "The console failed",
        status: 500,
        detail: "The console could not do this. Its log says why."
    )
}
