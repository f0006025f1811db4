/// Text that nobody can foresee.
enum RandomText {
    /// This many hexadecimal digits.
    static func hexadecimal(_ count: Int) -> String {
        let digits = Array("0123456789abcdef")
        return String((0..<count).map { _ in digits[Int.random(in: 0..<16)] })
    }

    /// Hexadecimal digits in the groups of a UUID.
    static func groupedHexadecimal() -> String { [8, 4, 4, 4, 12].map(hexadecimal).joined(separator: "-") }
}
