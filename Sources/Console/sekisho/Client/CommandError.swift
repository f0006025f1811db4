/// Why a command did not work, and what its reader can do about it.
enum CommandError: Error, CustomStringConvertible {
    case notAnAddress(String)
    case notLoggedIn
    case sessionOver
    case cannotConnect(address: String, reason: String)
    case untrusted(address: String, fingerprint: String)
    case otherFingerprint(address: String, fingerprint: String)
    case noAnswer(address: String)
    case refused(title: String, detail: String)
    case unreadable(String)
    case file(path: String, reason: String)
    case jobNotSucceeded(id: String, state: String, reason: String?)

    var description: String {
        switch self {
        case .notAnAddress(let text):
            "'\(text)' is not the address of a console. Write https://HOST:PORT or unix:/path/of/the/socket."
        case .notLoggedIn:
            "You are not logged in. Begin with: sekisho login https://HOST:PORT"
        case .sessionOver:
            "Your session is over. Log in again: sekisho login"
        case .cannotConnect(let address, let reason):
            "The console at \(address) cannot be reached (\(reason)). Does it run, and is the address right?"
        case .untrusted(let address, let fingerprint):
            """
            The certificate of \(address) is not signed by anyone this computer trusts. Its SHA-256 is
              \(fingerprint)
            Compare it with what the console printed when it started, then: sekisho login \(address) --fingerprint \
            \(fingerprint)
            """
        case .otherFingerprint(let address, let fingerprint):
            """
            The certificate of \(address) is not the one you trust; somebody may be in between. Its SHA-256 is
              \(fingerprint)
            If the console was installed anew, log in again with that fingerprint.
            """
        case .noAnswer(let address):
            "The console at \(address) closed the connection without an answer. Its log may say why."
        case .refused(let title, let detail):
            "\(title): \(detail)"
        case .unreadable(let what):
            "The console's answer cannot be read (\(what)). Are console and command line of the same version?"
        case .file(let path, let reason):
            "\(path): \(reason)"
        case .jobNotSucceeded(let id, let state, let reason):
            "Job \(id) \(state)" + (reason.map { ": \($0)" } ?? "") + "\nSee: sekisho job show \(id)"
        }
    }
}
