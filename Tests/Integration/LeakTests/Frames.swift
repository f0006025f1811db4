import PacketPolicy

/// A frame with a name, the raw material of the traffic.
struct Frame: Sendable {
    let name: String
    let direction: Direction
    let octets: [UInt8]

    /// What a policy must do with it.
    func verdict(_ policy: Policy) -> Verdict? { packet.map(policy.evaluate) }

    /// What a filter reads in it.
    var packet: Packet? {
        // The generator fills short frames up; what follows the headers must not matter.
        let filled = octets + [UInt8](repeating: 0, count: max(0, 60 - octets.count))
        return Packet(untrustedFrame: filled, direction: direction)
    }
}

/// Builds the frames of both directions.
enum Frames {
    static let pc = MACAddress(bits: 0x5254_0077_0001)
    static let peer = MACAddress(bits: 0x5254_0099_0009)
    static let user = IPAddress.ipv4(10, 9, 0, 2)
    static let server = IPAddress.ipv4(10, 9, 0, 3)
    static let user6 = IPAddress(untrusted: "2001:db8::2") ?? user
    static let server6 = IPAddress(untrusted: "2001:db8::3") ?? server

    /// One of each kind, in both directions.
    static let all: [Frame] = Direction.allCases.flatMap { plain($0) + odd($0) + repair($0) + notice($0) }

    /// What passes in quarantine, and what is only like it.
    static func notice(_ direction: Direction) -> [Frame] {
        let ends = direction == .fromUserOS ? (user, server) : (server, user)
        let desk = direction == .fromUserOS ? pc : NoticeDesk.hardwareAddress
        func service(_ port: UInt16) -> [UInt8] {
            direction == .fromUserOS ? ports(40000, port) : ports(port, 40000)
        }
        return [
            frame("notice-page", direction, [8, 0], ipv4(ends.0, ends.1, 6, service(80)), by: desk),
            frame("notice-names", direction, [8, 0], ipv4(ends.0, ends.1, 17, service(53)), by: desk),
            frame("notice-arp", direction, [8, 6], arp(desk, ends.0, ends.1), by: desk),
            frame("page-of-others", direction, [8, 0], ipv4(ends.0, ends.1, 6, service(80)), by: other(direction)),
            frame("tls", direction, [8, 0], ipv4(ends.0, ends.1, 6, service(443)), by: desk),
            frame("page-fragment", direction, [8, 0], ipv4(ends.0, ends.1, 6, service(80), fragment: 1), by: desk),
        ]
    }

    static func plain(_ direction: Direction) -> [Frame] {
        let ends = direction == .fromUserOS ? (user, server) : (server, user)
        let ends6 = direction == .fromUserOS ? (user6, server6) : (server6, user6)
        return [
            frame("ipv4", direction, [8, 0], ipv4(ends.0, ends.1, 17, ports(1024, 2048))),
            frame("ipv4-filtered", direction, [8, 0], ipv4(ends.0, ends.1, 17, ports(4001, 4003))),
            frame("ipv4-fragment", direction, [8, 0], ipv4(ends.0, ends.1, 17, ports(4001, 4003), fragment: 3)),
            frame("ipv6", direction, [0x86, 0xdd], ipv6(ends6.0, ends6.1, 6, ports(1024, 80))),
            frame(
                "ipv6-options",
                direction,
                [0x86, 0xdd],
                ipv6(ends6.0, ends6.1, 60, [6, 0, 1, 4, 0, 0, 0, 0, 4, 0, 0, 80])
            ),
            frame(
                "ipv6-fragment",
                direction,
                [0x86, 0xdd],
                ipv6(ends6.0, ends6.1, 44, fragmentHeader + ports(1, 445))
            ),
            frame("arp", direction, [8, 6], arp(sender(direction), ends.0, ends.1)),
        ]
    }

    static func odd(_ direction: Direction) -> [Frame] {
        let ends = direction == .fromUserOS ? (user, server) : (server, user)
        let inner: [UInt8] = [8, 0] + ipv4(ends.0, ends.1, 17, ports(1024, 2048))
        return [
            frame("vlan", direction, [0x81, 0], [0, 5] + inner),
            frame("vlan-priority", direction, [0x81, 0], [0xe0, 0] + inner),
            frame("service-vlan", direction, [0x88, 0xa8], [0, 5] + inner),
            frame("double-tagged", direction, [0x88, 0xa8], [0, 5, 0x81, 0, 0, 6] + inner),
            frame("double-vlan", direction, [0x81, 0], [0, 5, 0x81, 0, 0, 6] + inner),
            frame("unknown-type", direction, [0x88, 0xb5], [1, 2, 3, 4]),
            frame("length-type", direction, [0, 46], [0x42, 0x42, 3]),
            frame("spoofed", direction, [8, 0], ipv4(ends.0, ends.1, 17, ports(1024, 2048)), by: other(direction)),
            frame("spoofed-arp", direction, [8, 6], arp(other(direction), ends.0, ends.1)),
            frame("bad-version", direction, [8, 0], [0x55] + ipv4(ends.0, ends.1, 17, []).dropFirst()),
            frame("bad-length", direction, [8, 0], [0x45, 0, 0xff, 0xff] + ipv4(ends.0, ends.1, 17, []).dropFirst(4)),
        ]
    }

    static func repair(_ direction: Direction) -> [Frame] {
        let (from, to) = (RepairLink.address(of: direction.sender), RepairLink.address(of: direction.receiver))
        let cache = direction == .fromUserOS ? ports(40000, 3142) : ports(3142, 40000)
        let names = direction == .fromUserOS ? ports(40000, 53) : ports(53, 40000)
        return [
            frame("repair-cache", direction, [8, 0], ipv4(from, to, 6, cache)),
            frame("repair-names", direction, [8, 0], ipv4(from, to, 17, names)),
            frame("repair-arp", direction, [8, 6], arp(sender(direction), from, to)),
            frame("not-repair-port", direction, [8, 0], ipv4(from, to, 6, ports(22, 22))),
            frame("not-repair-host", direction, [8, 0], ipv4(from, from, 6, cache)),
            frame("not-repair-fragment", direction, [8, 0], ipv4(from, to, 6, cache, fragment: 1)),
        ]
    }

    private static func sender(_ direction: Direction) -> MACAddress { direction == .fromUserOS ? pc : peer }
    private static func other(_ direction: Direction) -> MACAddress { direction == .fromUserOS ? peer : pc }

    private static func frame(
        _ name: String,
        _ direction: Direction,
        _ type: [UInt8],
        _ content: [UInt8],
        by mac: MACAddress? = nil
    ) -> Frame {
        let destination = direction == .fromUserOS ? peer : pc
        let header = destination.octets + (mac ?? sender(direction)).octets
        return Frame(name: name, direction: direction, octets: header + type + content)
    }

    /// Of a later fragment that carries TCP.
    private static let fragmentHeader: [UInt8] = [6, 0, 0, 25, 0, 0, 0, 7]

    /// What filters of System Defense can tell apart beyond the plain ones.
    static func told(_ direction: Direction) -> [Frame] {
        let ends = direction == .fromUserOS ? (user, server) : (server, user)
        let ends6 = direction == .fromUserOS ? (user6, server6) : (server6, user6)
        return [
            frame("syn", direction, [8, 0], ipv4(ends.0, ends.1, 6, tcp(80, flags: 2))),
            frame("syn-ack", direction, [8, 0], ipv4(ends.0, ends.1, 6, tcp(80, flags: 0x12))),
            frame("port-445", direction, [8, 0], ipv4(ends.0, ends.1, 6, tcp(445, flags: 0x10))),
            frame("port-455", direction, [8, 0], ipv4(ends.0, ends.1, 6, tcp(455, flags: 0x10))),
            frame("later-fragment", direction, [8, 0], ipv4(ends.0, ends.1, 6, tcp(445, flags: 2), fragment: 3)),
            frame("tiny-fragment", direction, [8, 0], ipv4(ends.0, ends.1, 6, tcp(445, flags: 2), fragment: 1)),
            frame("masked", direction, [8, 0], ipv4(.ipv4(10, 77, 5, 9), ends.1, 17, ports(1, 2))),
            frame("service", direction, [8, 0], [0x45, 0x28] + ipv4(ends.0, ends.1, 17, ports(7, 8)).dropFirst(2)),
            frame("icmp", direction, [8, 0], ipv4(ends.0, ends.1, 1, [8, 0, 0, 0, 0, 0, 0, 0])),
            frame("syn6", direction, [0x86, 0xdd], ipv6(ends6.0, ends6.1, 6, tcp(80, flags: 2))),
            frame(
                "label",
                direction,
                [0x86, 0xdd],
                [0x62, 0x80, 0, 5] + ipv6(ends6.0, ends6.1, 17, ports(7, 8)).dropFirst(4)
            ),
            frame(
                "tiny-fragment6",
                direction,
                [0x86, 0xdd],
                ipv6(ends6.0, ends6.1, 44, [6, 0, 0, 9, 0, 0, 0, 7] + tcp(445, flags: 2))
            ),
            frame("tag", direction, [0x81, 0], [0x60, 5, 8, 0] + ipv4(ends.0, ends.1, 17, ports(1024, 2048))),
            frame("tag-6", direction, [0x81, 0], [0x60, 6, 8, 0] + ipv4(ends.0, ends.1, 17, ports(1024, 2048))),
        ]
    }

    private static func tcp(_ destination: UInt16, flags: UInt8) -> [UInt8] {
        [4001, destination].flatMap(octets) + [0, 0, 0, 0, 0, 0, 0, 0, 0x50, flags, 0, 0, 0, 0, 0, 0]
    }

    private static func ports(_ source: UInt16, _ destination: UInt16) -> [UInt8] {
        [source, destination].flatMap(octets) + [0, 8, 0, 0]
    }

    private static func octets(_ number: UInt16) -> [UInt8] {
        [UInt8(number >> 8), UInt8(number & 255)]
    }

    private static func ipv4(
        _ source: IPAddress,
        _ destination: IPAddress,
        _ transport: UInt8,
        _ content: [UInt8],
        fragment: UInt16 = 0
    ) -> [UInt8] {
        [0x45, 0] + octets(UInt16(20 + content.count)) + [0, 0] + octets(fragment) + [64, transport, 0, 0]
            + source.octets + destination.octets + content
    }

    private static func ipv6(_ source: IPAddress, _ destination: IPAddress, _ next: UInt8, _ content: [UInt8])
        -> [UInt8]
    {
        [0x60, 0, 0, 0] + octets(UInt16(content.count)) + [next, 64] + source.octets + destination.octets + content
    }

    private static func arp(_ hardware: MACAddress, _ sender: IPAddress, _ target: IPAddress) -> [UInt8] {
        [0, 1, 8, 0, 6, 4, 0, 1] + hardware.octets + sender.octets + [0, 0, 0, 0, 0, 0] + target.octets
    }
}
