import FoundationEssentials

/// What an interface of the intrusion detection has counted since it began.
public struct CaptureTally: Sendable, Hashable {
    /// Packets that the kernel had for it, those included that it lost.
    public var packets: UInt64
    /// Those of them for which there was no room.
    public var drops: UInt64

    /// Creates a tally from its parts.
    public init(packets: UInt64, drops: UInt64) { (self.packets, self.drops) = (packets, drops) }

    /// Reads the answer to `iface-stat`; nil when it is none.
    public init?(untrustedAnswer: String) {
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(untrustedAnswer.utf8)) else { return nil }
        self.init(packets: answer.message.pkts, drops: answer.message.drop)
    }

    private struct Answer: Decodable {
        struct Message: Decodable {
            let pkts: UInt64
            let drop: UInt64
        }
        let message: Message
    }
}
