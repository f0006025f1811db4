import ArgumentParser
import ConsoleAPI
import FoundationEssentials
import Glibc

/// Opens a session.
struct Login: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open a session and keep it for the other commands.",
        discussion: "The password is asked for, or read from a file or from standard input."
    )

    @Argument(help: "https://HOST:PORT or unix:/path; the one of the last login when it is left out.")
    var address: String?
    @Option(help: "Your name.")
    var user = "admin"
    @Option(help: "A file whose first line is the password; - is standard input.", completion: .file())
    var passwordFile: String?
    @Option(help: "The SHA-256 of the console's certificate, which it prints when it starts.")
    var fingerprint: String?
    @Option(help: "A PEM file with the console's certificate or its authority.", completion: .file())
    var ca: String?
    @Flag(help: "Accept any certificate. Only for trying things out.")
    var insecure = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let last = try SavedSession.load()
        guard let text = address ?? last?.address else { throw CommandError.notLoggedIn }
        let trust = chosenTrust ?? (last?.address == text ? last?.trust : nil) ?? .system
        let client = ConsoleClient(address: try ConsoleAddress(text), trust: trust, token: nil)
        let answer = try await client.send(Calls.login, body: LoginRequest(user: user, password: try password()))
        try SavedSession(address: text, trust: trust, token: answer.token).save()
        try output.show(answer) { "Logged in at \(text) until \(Words.time($0.expiresAt))." }
    }

    private var chosenTrust: Trust? {
        if insecure { return .anything }
        if let fingerprint { return .fingerprint(Trust.normalized(fingerprint)) }
        return ca.map { .authority(file: $0) }
    }

    private func password() throws -> String {
        if let passwordFile, passwordFile != "-" {
            guard let bytes = FileManager.default.contents(atPath: passwordFile) else {
                throw CommandError.file(path: passwordFile, reason: "cannot be read")
            }
            return String(decoding: bytes.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
        }
        if passwordFile == nil, isatty(STDIN_FILENO) == 1, let typed = getpass("Password: ") {
            return String(cString: typed)
        }
        return readLine() ?? ""
    }
}

/// Ends the session.
struct Logout: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "End the session.")

    func run() async throws {
        guard var session = try SavedSession.load() else { throw CommandError.notLoggedIn }
        _ = try await ConsoleClient.saved().send(Calls.logout)
        session.token = nil
        try session.save()
    }
}
