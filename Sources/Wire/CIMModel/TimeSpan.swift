public import XML

/// A length of time as AMT writes it: a duration of XML Schema inside an `Interval` element.
public struct TimeSpan: CIMValue {
    /// Days that a length has at most: what a CIM interval can hold.
    private static let greatestDays: UInt64 = 99_999_999

    /// The length.
    public let seconds: UInt64

    /// A length in seconds.
    public init(seconds: UInt64) { self.seconds = seconds }

    /// Reads `P1DT2H30M`, in an `Interval` element or in the field itself; `0` is none.
    public init?(elements: [XMLElement]) {
        guard elements.count == 1 else { return nil }
        self.init(text: elements[0]["Interval"]?.trimmedText ?? elements[0].trimmedText)
    }

    /// Reads a duration of days, hours, minutes and seconds; years and months have no fixed length and are refused.
    public init?(text: String) {
        if text.isEmpty || text == "0" {
            self.init(seconds: 0)
            return
        }
        let halves = text.dropFirst().split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard text.first == "P", text.count > 2, let days = Self.sum(halves[0], ["D": 86_400]),
            let rest = Self.sum(halves.count > 1 ? halves[1] : "", ["H": 3600, "M": 60, "S": 1])
        else { return nil }
        self.init(seconds: days + rest)
    }

    private static func sum(_ text: Substring, _ units: [Character: UInt64]) -> UInt64? {
        var total: UInt64 = 0
        var digits = ""
        for character in text {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            guard let unit = units[character], let number = UInt64(digits), number <= greatestDays else { return nil }
            total += number * unit
            digits = ""
        }
        return digits.isEmpty ? total : nil
    }

    /// The field with its `Interval` element.
    public var elements: [XMLElement] {
        let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let text = "P\(days)DT\(rest / 3600)H\(rest % 3600 / 60)M" + (rest % 60 == 0 ? "" : "\(rest % 60)S")
        return [XMLElement("", in: "", children: [XMLElement("Interval", in: Namespace.common, text: text)])]
    }
}
