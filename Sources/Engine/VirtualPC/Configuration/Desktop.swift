/// The desktop of the host on which the person at the PC is shown its screens.
public struct Desktop: Sendable, Codable, Hashable {
    /// The X display, such as `:0`; one of this host.
    public var display: String
    /// The user whose session it is. Programs that show a screen run as this one.
    public var user: UInt32
    /// The file by which the session lets a program in; nil when it lets all programs of its user in.
    public var authority: String?

    /// Creates a desktop from its parts.
    public init(display: String, user: UInt32, authority: String? = nil) {
        self.display = display
        self.user = user
        self.authority = authority
    }

    /// What is wrong with it, for the reader of the configuration.
    ///
    /// - Parameter others: the users of the engine and of the machines, none of whom may see another's screen.
    func problem(besides others: [UInt32]) -> String? {
        if !display.starts(with: ":") || !display.dropFirst().allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) {
            return "display must be one of this host, such as \":0\"."
        }
        if user == 0 || others.contains(user) {
            return "user must be neither root nor one of the engine's and machines'."
        }
        if let authority, !authority.starts(with: "/") { return "authority must be a whole path." }
        return nil
    }
}
