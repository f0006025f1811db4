/// Cuts a stream of bytes into lines, and refuses lines that are longer than a limit.
public struct LineFramer: Sendable {
    /// The most bytes that a line may have, its newline not counted.
    public let limit: Int
    private var partial: [UInt8] = []

    /// Creates a framer that has seen nothing yet.
    public init(limit: Int) {
        self.limit = limit
    }

    /// Takes the next bytes of the stream and returns the lines that they complete, without their newlines.
    ///
    /// Empty lines and a carriage return before the newline are dropped. After an error the stream is of no use.
    public mutating func append(_ untrustedBytes: some Sequence<UInt8>) throws(LineError) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for byte in untrustedBytes {
            if byte == UInt8(ascii: "\n") {
                finishLine(into: &lines)
            } else if partial.count < limit {
                partial.append(byte)
            } else {
                throw .oversize(limit: limit)
            }
        }
        return lines
    }

    /// Forgets a line that was begun.
    public mutating func discardPartialLine() {
        partial.removeAll(keepingCapacity: true)
    }

    private mutating func finishLine(into lines: inout [[UInt8]]) {
        if partial.last == UInt8(ascii: "\r") {
            partial.removeLast()
        }
        if !partial.isEmpty {
            lines.append(partial)
        }
        partial.removeAll(keepingCapacity: true)
    }
}
