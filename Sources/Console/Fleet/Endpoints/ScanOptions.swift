/// How a scan is to be done. What is absent is without bound.
public struct ScanOptions: Sendable, Codable, Hashable {
    /// Every file, and not only those that have changed since they were found clean.
    public var isFull: Bool
    /// The most bytes to read a second.
    public var bytesPerSecond: Int?
    /// After how many seconds to leave the rest to the next scan.
    public var seconds: Int?

    /// Creates options.
    public init(isFull: Bool, bytesPerSecond: Int? = nil, seconds: Int? = nil) {
        self.isFull = isFull
        self.bytesPerSecond = bytesPerSecond
        self.seconds = seconds
    }
}

/// What can be done with a scan that is running.
public enum ScanVerb: String, Sendable, Codable, Hashable, CaseIterable {
    /// Rest.
    case pause
    /// Go on.
    case resume
    /// Give up; the next scan goes on there.
    case cancel
}
