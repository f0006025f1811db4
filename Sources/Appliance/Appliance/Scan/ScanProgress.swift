/// How far a scan has come, by the bytes that its volumes say they have in use.
///
/// Those numbers are the disk's own, so they may be anything.
struct ScanProgress: Sendable {
    private let total: UInt64
    private var files = 0
    private var passed: UInt64 = 0
    private var told = (percent: 0, at: 0.0)
    /// After how many seconds it is told anew, though it has come no whole percent further.
    private static let interval = 10.0

    init(bytesInUse: [UInt64]) {
        total = bytesInUse.reduce(0) { $0.addingReportingOverflow($1).overflow ? .max : $0 + $1 }
    }

    /// From 0 to 100.
    var percent: Int { total == 0 ? 0 : Int(min(Double(passed) / Double(total), 1) * 100) }

    var words: String { "\(files) files, \(passed >> 20) of \(total >> 20) MiB" }

    /// Takes down that a file of so many bytes is behind us, so many seconds after the start; true when it is time to tell.
    mutating func pass(_ bytes: UInt64, at seconds: Double) -> Bool {
        files += 1
        passed = passed.addingReportingOverflow(bytes).overflow ? .max : passed + bytes
        guard percent != told.percent || seconds >= told.at + Self.interval else { return false }
        told = (percent, seconds)
        return true
    }
}
