import CIMModel
import FoundationEssentials

extension DateTime {
    /// A moment in seconds since 1970, as AMT writes it: UTC, to the second.
    init(seconds: UInt32) {
        self.init(text: Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601))
    }

    /// The moment in seconds since 1970; nil when the text is none, or before 1970.
    var seconds: UInt32? {
        guard text.utf8.count <= 40 else { return nil }
        let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let date = (try? Date(text, strategy: .iso8601)) ?? (try? Date(text, strategy: fractional))
        return date.flatMap { UInt32(exactly: $0.timeIntervalSince1970.rounded(.down)) }
    }
}
