import FoundationEssentials

/// A date as HTTP writes it (RFC 9110, 5.6.7): `Mon, 10 Jan 2022 20:37:48 GMT`.
enum HTTPDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    static func text(_ date: Date) -> String {
        let iso = Array(date.formatted(.iso8601).utf8)
        func digits(_ range: Range<Int>) -> String { String(decoding: iso[range], as: UTF8.self) }
        let day = Int(date.timeIntervalSince1970 / 86_400) % 7
        let month = (Int(digits(5..<7)) ?? 1) - 1
        return "\(days[max(0, day)]), \(digits(8..<10)) \(months[month]) \(digits(0..<4)) \(digits(11..<19)) GMT"
    }
}
