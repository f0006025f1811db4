/// A presence ping of RMCP (DSP0136 3.2.4.3): asks whether anything manageable is there.
package struct PresencePing: Hashable {
    /// Tells the pong of this ping from others.
    let tag: UInt8

    /// Reads a datagram; nil when it is anything else.
    ///
    /// The sequence number is not looked at: some consoles send zero where the standard asks for 255.
    package init?(untrusted datagram: some Sequence<UInt8>) {
        let bytes = Array(datagram.prefix(13))
        guard bytes.count == 12, bytes[0] == Self.version, bytes[3] == Self.alerting,
            bytes[4..<8].elementsEqual(Self.enterprise), bytes[8] == 0x80, bytes[11] == 0
        else { return nil }
        tag = bytes[9]
    }

    /// Of RMCP.
    static let version: UInt8 = 0x06
    /// The class of ASF's messages.
    static let alerting: UInt8 = 0x06
    /// The number of ASF's authors.
    static let enterprise: [UInt8] = [0x00, 0x00, 0x11, 0xBE]
}

/// The answer to a presence ping.
struct PresencePong: Hashable {
    let tag: UInt8
    /// The port on which WS-Management answers.
    let port: UInt16
    /// Whether both ports answer.
    let hasBothPorts: Bool
    /// The version of AMT; each number as far as it fits into four bits.
    let version: (major: UInt8, minor: UInt8)

    /// The datagram.
    var bytes: [UInt8] {
        let header: [UInt8] =
            [PresencePing.version, 0, 0xFF, PresencePing.alerting] + PresencePing.enterprise + [0x40, tag, 0, 0x10]
        let intel: [UInt8] = [0x00, 0x00, 0x01, 0x57]
        let own: [UInt8] = [
            UInt8(port >> 8), UInt8(port & 0xFF), min(version.major, 15) << 4 | min(version.minor, 15),
            Self.provisioned | (hasBothPorts ? Self.bothPorts : 0),
        ]
        return header + intel + own + [Self.entities, Self.interactions] + Array(repeating: 0, count: 6)
    }

    private static let provisioned: UInt8 = 0x02
    private static let bothPorts: UInt8 = 0x04
    /// ASF 1.0.
    private static let entities: UInt8 = 0x01
    /// DASH, by which consoles know that WS-Management is there.
    private static let interactions: UInt8 = 0x20

    static func == (left: Self, right: Self) -> Bool { left.bytes == right.bytes }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

/// How many pongs may go out, so that forged pings cannot make the engine a nuisance to others.
struct PongBudget {
    /// In a second to one address.
    static let perAddress = 4
    /// In a second altogether.
    static let total = 64

    private var second: UInt64 = 0
    private var spent: [String: Int] = [:]
    private var sum = 0

    /// Whether one more may go to the address; `now` is in seconds, from whatever beginning.
    mutating func spend(on address: String, now: UInt64) -> Bool {
        if now != second { self = PongBudget(second: now) }
        guard sum < Self.total, spent[address, default: 0] < Self.perAddress else { return false }
        sum += 1
        spent[address, default: 0] += 1
        return true
    }

    init() {}

    private init(second: UInt64) { self.second = second }
}
