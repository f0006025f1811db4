package import FoundationEssentials

extension Date {
    /// The date as our own classes carry it.
    package var iso8601: String { formatted(.iso8601) }

    /// Reads a date in that form; nil when it is none.
    package init?(iso8601 untrusted: String) {
        guard let date = try? Date(untrusted, strategy: .iso8601) else { return nil }
        self = date
    }
}
