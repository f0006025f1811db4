/// The latest records of the intrusion detection, bounded in size.
public struct RecordMemory: Sendable {
    private var lines: [String] = []
    private var size = 0
    private let greatestSize: Int

    /// Creates an empty memory for so many bytes.
    public init(greatestSize: Int = 256 << 10) { self.greatestSize = greatestSize }

    /// Takes a record; the oldest make room for it, and an empty one is nothing.
    public mutating func add(_ line: String) {
        guard !line.isEmpty else { return }
        lines.append(line)
        size += line.utf8.count + 1
        while size > greatestSize, !lines.isEmpty { size -= lines.removeFirst().utf8.count + 1 }
    }

    /// One record a line, oldest first.
    public var text: String { lines.map { $0 + "\n" }.joined() }
}
