/// How fast a scan may read, and how long it may take.
struct Pace: Sendable {
    let bytesPerSecond: Int?
    let seconds: Int?
    private var bytes: UInt64 = 0

    init(bytesPerSecond: Int? = nil, seconds: Int? = nil) {
        self.bytesPerSecond = bytesPerSecond.map { max($0, 1) }
        self.seconds = seconds
    }

    /// The bytes of a file that its scan reads from the disk, at most: nothing of it is read when it is too long, and
    /// what is not on the disk is not read from there.
    static func toll(of file: ScanFile, longest: UInt64) -> UInt64 { min(file.size, file.allocated, longest) }

    /// Takes down what was read.
    mutating func read(_ count: UInt64) { bytes = bytes.addingReportingOverflow(count).overflow ? .max : bytes + count }

    /// How long to rest before reading on, after having been at it for so many seconds; never beyond the end.
    func rest(after active: Double) -> Double {
        guard let bytesPerSecond else { return 0 }
        let rest = Double(bytes) / Double(bytesPerSecond) - active
        return max(0, min(rest, seconds.map { Double($0) - active } ?? rest))
    }

    /// Whether the time is up.
    func isOver(after active: Double) -> Bool { seconds.map { active >= Double($0) } ?? false }
}
