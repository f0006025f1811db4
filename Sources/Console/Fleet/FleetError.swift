/// Why the fleet did not do what it was asked, in words for the person who asked.
public enum FleetError: Error, Sendable, Hashable, CustomStringConvertible {
    /// There is nothing of that name.
    case unknown(String)
    /// It contradicts what is there already.
    case conflict(String)
    /// The endpoint does not answer.
    case unreachable(String)
    /// The endpoint does not accept the console's credentials.
    case unauthorized(String)
    /// The endpoint has no such thing.
    case notOffered(String)
    /// The endpoint said no.
    case refused(String)
    /// It took longer than it may.
    case timedOut(String)
    /// It was done, and a look afterwards shows that it did not help.
    case notVerified(String)
    /// The database is at fault.
    case storage(String)
    /// Another console has taken over the job.
    case claimLost
    /// The console is going down, or somebody cancelled.
    case interrupted

    /// The words.
    public var description: String {
        switch self {
        case .unknown(let text), .conflict(let text), .unreachable(let text), .unauthorized(let text),
            .notOffered(let text), .refused(let text), .timedOut(let text), .notVerified(let text), .storage(let text):
            text
        case .claimLost: "another console has taken over this job"
        case .interrupted: "interrupted"
        }
    }
}
