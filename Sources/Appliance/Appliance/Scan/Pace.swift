/// How fast a scan may read, and how long it may take.
struct Pace: Sendable {
    let bytesPerSecond: Int?
    let seconds: Int?
    private var bytes: UInt64 = 0

    init(bytesPerSecond: Int? = nil, seconds: Int? = nil) {
        self.bytesPerSecond = bytesPerSecond.map { max($0, 1) }
        self.seconds = seconds
    }

    /// Takes down what was read.
    mutating func read(_ count: UInt64) { bytes &+= count }

    /// How long to rest before reading on, after having been at it for so many seconds.
    func rest(after active: Double) -> Double {
        guard let bytesPerSecond else { return 0 }
        return max(0, Double(bytes) / Double(bytesPerSecond) - active)
    }

    /// Whether the time is up.
    func isOver(after active: Double) -> Bool { seconds.map { active >= Double($0) } ?? false }
}
