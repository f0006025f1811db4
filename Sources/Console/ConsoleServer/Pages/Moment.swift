import Foundation

/// A point in time as pages show it: the time in UTC for machines and print, its age for the eye.
struct Moment {
    /// ISO 8601.
    let iso: String
    /// `2026-01-31 12:00:00`
    let text: String
    /// `3 min ago`
    let age: String

    /// Creates it, or nothing where there is no time.
    init?(_ date: Date?, now: Date, _ words: StringTable) {
        guard let date else { return nil }
        iso = date.formatted(.iso8601)
        text = iso.replacing("T", with: " ").replacing("Z", with: " UTC")
        age = Self.age(now.timeIntervalSince(date), words)
    }

    /// An age in words, in the largest unit that makes at least two.
    static func age(_ seconds: TimeInterval, _ words: StringTable) -> String {
        let whole = Int(max(0, seconds))
        if whole < 5 { return words["age_now"] }
        if whole < 120 { return words.filled("age_seconds", whole) }
        if whole < 7200 { return words.filled("age_minutes", whole / 60) }
        if whole < 172_800 { return words.filled("age_hours", whole / 3600) }
        return words.filled("age_days", whole / 86400)
    }

    /// A span of time: `0.4 s`, `12 s`, `3 min 5 s`.
    static func span(_ seconds: Double, _ words: StringTable) -> String {
        if seconds < 10 { return words.filled("span_seconds", Double(Int(seconds * 10)) / 10) }
        if seconds < 60 { return words.filled("span_seconds", Int(seconds)) }
        return words.filled("span_minutes", Int(seconds) / 60) + words.filled("span_seconds", Int(seconds) % 60)
    }
}
