/// Why a PC did not do what it was asked, in words for the person who asked.
public enum PCError: Error, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The PC is in a state in which this cannot be done.
    case notPossible(String)
    /// The user OS or its agent does not answer.
    case guestSilent(String)
    /// The appliance does not answer.
    case applianceSilent(String)
    /// The other side said no.
    case refused(String)
    /// It took longer than it may.
    case timedOut(String)
    /// A program, file or device of the host is at fault.
    case failed(String)

    /// The words.
    public var description: String {
        switch self {
        case .notPossible(let text), .guestSilent(let text), .applianceSilent(let text), .refused(let text),
            .timedOut(let text), .failed(let text):
            text
        }
    }
}
