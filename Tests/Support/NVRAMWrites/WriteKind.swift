/// The kinds of write that the store takes, each as a numbered series that can be checked for halves.
///
/// Each write leaves nothing of the one before and all of its own, over several pages or several rows.
public enum WriteKind: String, CaseIterable, Sendable {
    case setting
    case user
    case users
    case facts
    case finding
    case event
    case operation
    case certificate
    case keyPair
    case audit
    /// A block of the third-party data store: its entry, and its bytes over several pages.
    case dataStore
    /// Filters and a policy of System Defense in place of others, and the setting beside them.
    case defense
    /// A file for browsers: its headers and what is in it.
    case webFile
    /// Pieces at the end of a file for browsers.
    case webFilePiece
    /// A setting that is changed by what it was, as lists of subscriptions are.
    case list
    /// Facts in the place of those of the same names.
    case recordedFacts
    /// What the appliance says of its virus scanner.
    case health
    /// The certificate that the engine makes itself, with its key, and that all certificates are forgotten.
    case ownCertificate
    /// Additions and removals, by turns.
    case certificateRemoval
    case keyPairRemoval
    case userRemoval
    case webFileRemoval
    /// Everything but one setting is forgotten, as when the engine is unprovisioned.
    case forgetting
    /// Several writes as one step, the logs emptied among them.
    case step

    /// A write that was found by halves.
    public struct Half: Error, CustomStringConvertible {
        let kind: WriteKind

        /// Says what was written.
        public var description: String { "half a change of kind \(kind.rawValue)" }
    }

    /// Rows that one write changes together, where it changes several.
    static let rows = 12
    /// Text for several pages, where not all of the series is kept.
    private var padding: Int {
        switch self {
        case .finding, .event, .keyPair, .webFilePiece: 900
        default: 9000
        }
    }

    func text(_ number: Int) -> String { "\(number) \(String(repeating: "x", count: padding)) \(number)" }

    /// The number of a text, when it is whole.
    func number(_ text: String) throws -> Int {
        let parts = text.split(separator: " ")
        guard parts.count == 3, parts[0] == parts[2], parts[1].utf8.count == padding, let number = Int(parts[0]) else {
            throw Half(kind: self)
        }
        return number
    }

    /// The number that all texts have; nil of none.
    func common(_ texts: [String], count: Int) throws -> Int? {
        guard let first = texts.first else { return nil }
        let number = try number(first)
        guard texts.count == count, try texts.allSatisfy({ try self.number($0) == number }) else {
            throw Half(kind: self)
        }
        return number
    }

    /// The greatest of numbers that follow each other without a gap.
    func series(_ texts: [String]) throws -> Int? {
        let numbers = try texts.map(number)
        guard zip(numbers, numbers.dropFirst()).allSatisfy({ $0 + 1 == $1 }) else { throw Half(kind: self) }
        return numbers.last
    }
}
