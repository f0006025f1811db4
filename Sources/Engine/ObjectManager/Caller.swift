/// Who asks, and which way the request came.
public struct Caller: Sendable, Hashable {
    /// The side of the PC from which a request comes (AMT's local and network interfaces).
    public enum Interface: Sendable, Hashable {
        /// From the network, from this address.
        case network(address: String)
        /// From the user OS, through the channel that only programs on the PC reach.
        case local

        /// The address for those who count by it; one name for all local callers.
        package var address: String {
            switch self {
            case .network(let address): address
            case .local: "local"
            }
        }
    }

    /// A side of the PC, whoever is there.
    package enum Side: Sendable, Hashable { case network, local }

    /// The side from which the request comes, whoever is there.
    package var side: Side { interface == .local ? .local : .network }

    /// The name of the account.
    public let user: String
    /// The side from which the request comes.
    public let interface: Interface
    /// Whether the request came through TLS.
    public let isEncrypted: Bool

    /// Creates a caller from its parts.
    public init(user: String, interface: Interface, isEncrypted: Bool) {
        self.user = user
        self.interface = interface
        self.isEncrypted = isEncrypted
    }
}

/// What became of a request's credentials.
public enum Admission: Sendable, Hashable {
    /// The account is who it says.
    case admitted(Caller)
    /// There were no credentials for this engine, or too many guesses of the same address wait to be judged.
    case unanswered
    /// The credentials are right, but answer a challenge that is too old or was answered before.
    case stale
    /// The request is judged when it comes again with its turn, after the turn's wait.
    case waiting(LoginTurn)
    /// The credentials are wrong.
    case refused(untrustedUser: String)
}
