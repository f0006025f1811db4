/// The start of a packet that the kernel's guard has logged.
public struct LoggedPacket: Sendable, Hashable {
    /// The prefix that the rule gave it.
    public var rule: String
    /// Who sent it; empty when the packet does not say.
    public var source: String
    /// For whom it was; with its port where it has one.
    public var destination: String
    /// `TCP`, `UDP`, `ARP`, or the protocol's number.
    public var transport: String
    /// The first bytes, in hex.
    public var hex: String
    /// The networks of the LAN that it tells of, when it is a router's advertisement.
    public var networks: [String]

    /// The rule that logs what routers advertise.
    static let router = "router"

    /// Reads a logged packet; `untrustedPayload` begins with the network header.
    public init(rule: String, untrustedPayload payload: [UInt8], etherType: UInt16) {
        self.rule = rule
        hex = payload.prefix(64).map { Self.hexByte($0) }.joined()
        (source, destination, transport) = ("", "", "unknown")
        networks = rule == Self.router ? RouterAdvertisement.networks(untrustedPacket: payload) : []
        switch etherType {
        case 0x0800: readIPv4(payload)
        case 0x86DD: readIPv6(payload)
        case 0x0806: readARP(payload)
        default: break
        }
    }

    private mutating func readIPv4(_ payload: [UInt8]) {
        guard payload.count >= 20 else { return }
        source = Self.ipv4(payload[12..<16])
        destination = Self.ipv4(payload[16..<20])
        readTransport(payload[9], payload, at: Int(payload[0] & 15) * 4)
    }

    private mutating func readIPv6(_ payload: [UInt8]) {
        guard payload.count >= 40 else { return }
        source = Self.ipv6(payload[8..<24])
        destination = "[\(Self.ipv6(payload[24..<40]))]"
        readTransport(payload[6], payload, at: 40)
    }

    private mutating func readARP(_ payload: [UInt8]) {
        guard payload.count >= 28 else { return }
        source = Self.ipv4(payload[14..<18])
        destination = Self.ipv4(payload[24..<28])
        transport = "ARP"
    }

    private mutating func readTransport(_ number: UInt8, _ payload: [UInt8], at start: Int) {
        transport = [1: "ICMP", 6: "TCP", 17: "UDP", 58: "ICMPv6"][number] ?? String(number)
        guard number == 6 || number == 17, payload.count >= start + 4 else { return }
        destination += ":\(UInt16(payload[start + 2]) << 8 | UInt16(payload[start + 3]))"
    }

    private static func ipv4(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.map(String.init).joined(separator: ".")
    }

    static func ipv6(_ bytes: ArraySlice<UInt8>) -> String {
        stride(from: bytes.startIndex, to: bytes.endIndex, by: 2)
            .map { String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16) }
            .joined(separator: ":")
    }

    private static func hexByte(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
