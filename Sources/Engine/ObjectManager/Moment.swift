import CIMModel
import FoundationEssentials

extension DateTime {
    /// A moment in seconds since 1970, as AMT writes it: UTC, to the second.
    package init(seconds: UInt32) {
        self.init(text: Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601))
    }

    /// The moment in seconds since 1970; nil when the text is none, or before 1970.
    ///
    /// A text without a zone is UTC: the DMT's library writes it so.
    package var seconds: UInt32? {
        // Foundation alone makes something of what follows a time.
        guard text.utf8.count <= 40, let parts = text.wholeMatch(of: Self.form) else { return nil }
        guard let date = Self.date(parts.zone == nil ? text + "Z" : text) else { return nil }
        return UInt32(exactly: date.timeIntervalSince1970.rounded(.down))
    }

    private static var form: Regex<(Substring, zone: Substring?)> {
        #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?<zone>Z|[+-]\d\d:\d\d)?/#
    }

    private static func date(_ text: String) -> Date? {
        let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return (try? Date(text, strategy: .iso8601)) ?? (try? Date(text, strategy: fractional))
    }
}
