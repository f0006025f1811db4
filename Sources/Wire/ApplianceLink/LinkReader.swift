import FoundationEssentials

/// Cuts the bytes of the appliance link into messages.
///
/// A line that is too long or malformed is reported once and skipped to its end, so that the two sides find each other
/// again after one of them was restarted in the middle of a line.
public struct LinkReader: Sendable {
    private var line = Data()
    private var isSkipping = false

    /// Creates a reader at the start of a line.
    public init() {}

    /// Takes what has arrived and returns what it completes, in order.
    public mutating func receive(_ untrustedBytes: some Sequence<UInt8>) -> [Result<LinkMessage, LinkError>] {
        var completed: [Result<LinkMessage, LinkError>] = []
        for byte in untrustedBytes {
            if let result = receive(byte) { completed.append(result) }
        }
        return completed
    }

    private mutating func receive(_ byte: UInt8) -> Result<LinkMessage, LinkError>? {
        if byte == UInt8(ascii: "\n") { return endLine() }
        guard !isSkipping else { return nil }
        line.append(byte)
        guard line.count > LinkMessage.longestLine else { return nil }
        line = Data()
        isSkipping = true
        return .failure(.lineTooLong)
    }

    private mutating func endLine() -> Result<LinkMessage, LinkError>? {
        defer {
            line = Data()
            isSkipping = false
        }
        guard !isSkipping, !line.isEmpty else { return nil }
        let complete = line
        return Result { () throws(LinkError) in try LinkMessage(untrustedLine: complete) }
    }
}
