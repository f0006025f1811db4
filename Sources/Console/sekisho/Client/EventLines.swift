import FoundationEssentials

/// Cuts a stream of server-sent events into the data of its messages.
struct EventLines {
    private static let longest = 4 << 20
    private var line = Data()
    private var isMessage = true

    /// The messages that are complete with these bytes.
    mutating func feed(_ untrustedBytes: some Sequence<UInt8>) throws -> [Data] {
        var messages: [Data] = []
        for byte in untrustedBytes {
            guard byte == UInt8(ascii: "\n") else {
                line.append(byte)
                guard line.count <= Self.longest else { throw CommandError.unreadable("an event is too long") }
                continue
            }
            if let message = end() { messages.append(message) }
            line.removeAll(keepingCapacity: true)
        }
        return messages
    }

    /// What the line that has ended says; an event of another name than `message` has no data for us.
    private mutating func end() -> Data? {
        if line.isEmpty {
            isMessage = true
        } else if line.starts(with: Data("event:".utf8)) {
            isMessage = false
        } else if isMessage, line.starts(with: Data("data: ".utf8)) {
            return Data(line.dropFirst(6))
        }
        return nil
    }
}
