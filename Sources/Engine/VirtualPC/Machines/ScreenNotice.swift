public import Inventory

/// What the board shows the person at the PC, on a screen that the user OS has no part in.
public enum ScreenNotice: Sendable, Codable, Hashable {
    /// The code by which the user agrees to what a console wants to do.
    case consentCode(ConsentCode)
    /// Why the PC is cut off, whom to call, and the number of the case.
    case cutOff(CutOffNotice)

    /// The notice as one line of English.
    public var text: String {
        switch self {
        case .consentCode(let code): "User consent code: \(code.digits)"
        case .cutOff(let notice):
            "\(notice.words(.english).heading). Case \(notice.caseNumber ?? "number not yet known")"
        }
    }
}

/// A code of six digits.
public struct ConsentCode: Sendable, Codable, Hashable {
    /// The greatest number of six digits.
    public static let greatest: UInt32 = 999_999

    /// The digits as a number.
    public let number: UInt32

    /// A code; nil when it has more than six digits.
    public init?(_ number: UInt32) {
        guard number <= Self.greatest else { return nil }
        self.number = number
    }

    /// A code that nobody can guess.
    public static func random() -> ConsentCode { ConsentCode(unchecked: .random(in: 0...greatest)) }

    private init(unchecked number: UInt32) { self.number = number }

    /// Reads a number.
    ///
    /// - Throws: an error when it has more than six digits.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let code = ConsentCode(try container.decode(UInt32.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a code has six digits")
        }
        self = code
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }

    /// All six digits.
    public var digits: String {
        let text = String(number)
        return String(repeating: "0", count: 6 - text.count) + text
    }
}
