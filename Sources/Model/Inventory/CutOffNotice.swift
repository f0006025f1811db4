/// What the person at a PC that was cut off is told: why, whom to call, and the number of the case.
///
/// Its texts come from findings, consoles and configurations; here they are one line each, without anything that could
/// steer a screen, and of bounded length.
public struct CutOffNotice: Sendable, Codable, Hashable {
    /// How it was found; nil when a person ordered it.
    public let kind: Finding.Kind?
    /// What was seen, or what the person said; 200 characters at most.
    public let detail: String
    /// Whom to call; 100 characters at most.
    public let contact: String
    /// The number by which the console knows the case, 20 characters at most; nil until there is one.
    public let caseNumber: String?

    /// Creates a notice; texts lose what is too long or cannot be shown.
    public init(
        kind: Finding.Kind?,
        untrustedDetail: String,
        untrustedContact: String,
        untrustedCaseNumber: String? = nil
    ) {
        self.kind = kind
        detail = Self.line(untrustedDetail, longest: 200)
        contact = Self.line(untrustedContact, longest: 100)
        let number = Self.line(untrustedCaseNumber ?? "", longest: 20)
        caseNumber = number.isEmpty ? nil : number
    }

    /// Reads a notice, within the same bounds.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            kind: try object.decodeIfPresent(Finding.Kind.self, forKey: .kind),
            untrustedDetail: try object.decode(String.self, forKey: .detail),
            untrustedContact: try object.decode(String.self, forKey: .contact),
            untrustedCaseNumber: try object.decodeIfPresent(String.self, forKey: .caseNumber)
        )
    }

    /// The start of a text without control characters and without what changes the direction of writing.
    static func line(_ untrustedText: String, longest: Int) -> String {
        var line = String.UnicodeScalarView()
        for scalar in untrustedText.unicodeScalars.prefix(longest * 4) where line.count < longest {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: line.append(" ")
            case .format, .surrogate, .privateUse, .unassigned: continue
            default: line.append(scalar)
            }
        }
        return String(line)
    }
}
