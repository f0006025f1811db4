import PacketPolicy
import Testing

@Suite("Policy")
struct PolicyTests {
    @Test("open lets the PC speak IPv4, IPv6 and ARP, and nothing else", arguments: openTable)
    func open(_ line: Line) {
        #expect(Policy(stance: .open, hardwareAddress: pc).evaluate(line.packet) == line.verdict)
    }

    @Test("patching lets only the appliance's cache and name service through", arguments: patchingTable)
    func patching(_ line: Line) {
        #expect(Policy(stance: .patching, hardwareAddress: pc).evaluate(line.packet) == line.verdict)
    }

    @Test("quarantine lets only the way to the notice through", arguments: quarantineTable)
    func quarantine(_ line: Line) {
        #expect(Policy(stance: .quarantine, hardwareAddress: pc).evaluate(line.packet) == line.verdict)
    }

    @Test("a filter takes its packets away, in its direction, and no others", arguments: filterTable)
    func filters(_ line: Line) {
        let defense = SystemDefense(active: ActivePolicy(someFilters))
        let policy = Policy(stance: .open, hardwareAddress: pc, defense: defense)
        #expect(policy.evaluate(line.packet) == line.verdict)
    }

    @Test("an extra type passes unread in open, and in no other stance", arguments: Stance.allCases)
    func extraTypes(_ stance: Stance) {
        let authentication = EtherType(rawValue: 0x888e)
        let policy = Policy(stance: stance, hardwareAddress: pc, extraEtherTypes: [authentication])
        let packet = Packet(direction: .fromUserOS, source: pc, etherType: authentication, content: .opaque)
        #expect((policy.evaluate(packet) == .pass) == (stance == .open))
    }
}

/// One line of a table: what must happen to a packet.
struct Line: Sendable, CustomTestStringConvertible {
    let verdict: Verdict
    let packet: Packet

    init(_ verdict: Verdict, _ packet: Packet) {
        self.verdict = verdict
        self.packet = packet
    }

    var testDescription: String { "\(verdict): \(packet)" }
}

let pc = MACAddress(bits: 0x5254_0077_0001)
let other = MACAddress(bits: 0x5254_0099_0009)
let host = IPAddress.ipv4(10, 10, 0, 60)
let web = IPAddress.ipv4(10, 10, 0, 1)
let web6 = IPAddress(untrusted: "2001:db8::1") ?? web
let host6 = IPAddress(untrusted: "2001:db8::60") ?? web

func ip(
    _ direction: Direction,
    _ source: IPAddress,
    _ destination: IPAddress,
    _ transport: TransportProtocol,
    _ ports: (UInt16, UInt16)? = nil,
    by mac: MACAddress = pc
) -> Packet {
    let header = IPHeader(
        source: source,
        destination: destination,
        transport: transport,
        ports: ports.map { IPHeader.Ports(source: $0, destination: $1) }
    )
    return Packet(
        direction: direction,
        source: mac,
        etherType: source.family == .ipv4 ? .ipv4 : .ipv6,
        content: .ip(header)
    )
}

func arp(
    _ direction: Direction,
    of sender: IPAddress,
    for target: IPAddress,
    as hardware: MACAddress = pc,
    by mac: MACAddress? = nil
) -> Packet {
    let message = ARPMessage(operation: 1, senderHardware: hardware, sender: sender, target: target)
    return Packet(
        direction: direction,
        source: mac ?? (direction == .fromUserOS ? pc : other),
        etherType: .arp,
        content: .arp(message)
    )
}

func opaque(_ direction: Direction, _ type: UInt16) -> Packet {
    Packet(direction: direction, source: pc, etherType: EtherType(rawValue: type), content: .opaque)
}

private let openTable = [
    Line(.pass, ip(.fromUserOS, host, web, .tcp, (40000, 80))),
    Line(.pass, ip(.toUserOS, web, host, .tcp, (80, 40000), by: other)),
    Line(.pass, ip(.fromUserOS, host6, web6, .icmpv6)),
    Line(.pass, ip(.toUserOS, web6, host6, .udp, (53, 5000), by: other)),
    Line(.pass, arp(.fromUserOS, of: host, for: web)),
    Line(.pass, arp(.toUserOS, of: web, for: host, as: other)),
    // Only the PC's own hardware address, in the frame and in what ARP says of it.
    Line(.drop(.spoofedSource), ip(.fromUserOS, host, web, .tcp, (40000, 80), by: other)),
    Line(.drop(.spoofedSource), arp(.fromUserOS, of: host, for: web, as: other)),
    Line(.drop(.spoofedSource), opaque(.fromUserOS, 0x0806)),
    // Tags and unknown types are judged by their own number.
    Line(.drop(.unlistedType), opaque(.fromUserOS, 0x8100)),
    Line(.drop(.unlistedType), opaque(.toUserOS, 0x8100)),
    Line(.drop(.unlistedType), opaque(.fromUserOS, 0x88a8)),
    Line(.drop(.unlistedType), opaque(.fromUserOS, 0x88b5)),
    Line(.drop(.unlistedType), opaque(.toUserOS, 0x0026)),
    Line(.drop(.malformed), opaque(.fromUserOS, 0x0800)),
    Line(.drop(.malformed), opaque(.toUserOS, 0x86dd)),
]

private let repaired = RepairLink.userOS
private let helper = RepairLink.appliance

private let patchingTable = [
    Line(.pass, arp(.fromUserOS, of: repaired, for: helper)),
    Line(.pass, arp(.toUserOS, of: helper, for: repaired, as: other)),
    Line(.pass, ip(.fromUserOS, repaired, helper, .tcp, (40000, 3142))),
    Line(.pass, ip(.toUserOS, helper, repaired, .tcp, (3142, 40000), by: other)),
    Line(.pass, ip(.fromUserOS, repaired, helper, .udp, (40000, 53))),
    Line(.pass, ip(.fromUserOS, repaired, helper, .tcp, (40000, 53))),
    // The same services in the wrong direction, other services, other hosts.
    Line(.drop(.notRepair), ip(.toUserOS, helper, repaired, .tcp, (40000, 3142), by: other)),
    Line(.drop(.notRepair), ip(.fromUserOS, repaired, helper, .udp, (40000, 3142))),
    Line(.drop(.notRepair), ip(.fromUserOS, repaired, helper, .tcp, (40000, 22))),
    Line(.drop(.notRepair), ip(.fromUserOS, repaired, helper, .icmp)),
    Line(.drop(.notRepair), ip(.fromUserOS, repaired, web, .tcp, (40000, 3142))),
    Line(.drop(.notRepair), ip(.fromUserOS, host, helper, .tcp, (40000, 3142))),
    Line(.drop(.notRepair), ip(.toUserOS, web, repaired, .tcp, (3142, 40000), by: other)),
    Line(.drop(.notRepair), arp(.fromUserOS, of: host, for: helper)),
    Line(.drop(.notRepair), arp(.fromUserOS, of: repaired, for: web)),
    Line(.drop(.notRepair), arp(.fromUserOS, of: repaired, for: helper, as: other)),
    Line(.drop(.spoofedSource), ip(.fromUserOS, repaired, helper, .tcp, (40000, 3142), by: other)),
    Line(.drop(.unlistedType), ip(.fromUserOS, host6, web6, .tcp, (40000, 80))),
    Line(.drop(.unlistedType), opaque(.fromUserOS, 0x8100)),
]

private let desk = NoticeDesk.hardwareAddress

private let quarantineTable = [
    // Names and pages, of whomever they are asked.
    Line(.pass, ip(.fromUserOS, host, web, .tcp, (40000, 80))),
    Line(.pass, ip(.fromUserOS, host, web, .udp, (40000, 53))),
    Line(.pass, ip(.toUserOS, web, host, .tcp, (80, 40000), by: desk)),
    Line(.pass, ip(.toUserOS, web, host, .udp, (53, 40000), by: desk)),
    // An address, for one that begins now.
    Line(.pass, ip(.fromUserOS, host, web, .udp, (68, 67))),
    Line(.pass, ip(.toUserOS, web, host, .udp, (67, 68), by: desk)),
    Line(.pass, arp(.fromUserOS, of: host, for: web)),
    Line(.pass, arp(.toUserOS, of: web, for: host, as: desk, by: desk)),
    // The same from anybody but the desk, as from the LAN; other services, protocols and hardware addresses.
    Line(.drop(.quarantine), ip(.toUserOS, web, host, .tcp, (80, 40000), by: other)),
    Line(.drop(.quarantine), ip(.toUserOS, web, host, .udp, (53, 40000), by: other)),
    Line(.drop(.quarantine), arp(.toUserOS, of: web, for: host, as: other)),
    Line(.drop(.quarantine), arp(.toUserOS, of: web, for: host, as: other, by: desk)),
    Line(.drop(.quarantine), ip(.toUserOS, web, host, .tcp, (40000, 80), by: desk)),
    Line(.drop(.quarantine), ip(.fromUserOS, host, web, .tcp, (40000, 443))),
    Line(.drop(.quarantine), ip(.fromUserOS, host, web, .tcp, (40000, 53))),
    Line(.drop(.quarantine), ip(.fromUserOS, host, web, .udp, (40000, 80))),
    Line(.drop(.quarantine), ip(.fromUserOS, host, web, .udp, (67, 68))),
    Line(.drop(.quarantine), ip(.toUserOS, web, host, .udp, (67, 68), by: other)),
    Line(.drop(.quarantine), ip(.fromUserOS, host, web, .icmp)),
    // A later fragment has no ports.
    Line(.drop(.quarantine), ip(.fromUserOS, host, web, .tcp)),
    Line(.drop(.quarantine), ip(.fromUserOS, host, web, .tcp, (40000, 80), by: other)),
    Line(.drop(.quarantine), arp(.fromUserOS, of: host, for: web, as: other)),
    Line(.drop(.quarantine), ip(.fromUserOS, host6, web6, .tcp, (40000, 80))),
    Line(.drop(.quarantine), ip(.fromUserOS, RepairLink.userOS, RepairLink.appliance, .tcp, (40000, 3142))),
    Line(.drop(.quarantine), opaque(.fromUserOS, 0x0800)),
    Line(.drop(.quarantine), opaque(.fromUserOS, 0x0806)),
    Line(.drop(.quarantine), opaque(.fromUserOS, 0x8100)),
]

private let someFilters = [
    Filter(
        id: 1,
        direction: .fromUserOS,
        match: .packet(
            PacketMatch(
                .ipv4,
                source: .one(host),
                destination: .one(web),
                transport: .tcp(.init(source: 40000...40000, destination: 80...80))
            )
        )
    ),
    Filter(
        id: 2,
        direction: .fromUserOS,
        match: .packet(PacketMatch(.ipv4, transport: .tcp(.init(destination: 440...450))))
    ),
    Filter(id: 3, direction: .toUserOS, match: .packet(PacketMatch(.ipv6, source: .one(web6)))),
    Filter(id: 4, direction: .toUserOS, match: .packet(PacketMatch(.ipv4, transport: .number(.icmp)))),
    Filter(
        id: 5,
        direction: .fromUserOS,
        match: .packet(PacketMatch(.ipv4, transport: .udp())),
        profile: .countAndPass
    ),
]

private let filterTable = [
    Line(.drop(.filter(1)), ip(.fromUserOS, host, web, .tcp, (40000, 80))),
    Line(.pass, ip(.fromUserOS, host, web, .tcp, (40001, 80))),
    Line(.pass, ip(.toUserOS, host, web, .tcp, (40000, 80))),
    Line(.drop(.filter(2)), ip(.fromUserOS, host, web, .tcp, (1, 445))),
    Line(.pass, ip(.fromUserOS, host6, web6, .tcp, (1, 445))),
    Line(.pass, ip(.fromUserOS, host, web, .udp, (1, 445))),
    // A fragment after the first carries no ports.
    Line(.pass, ip(.fromUserOS, host, web, .tcp)),
    Line(.drop(.filter(3)), ip(.toUserOS, web6, host6, .udp, (53, 1))),
    Line(.drop(.filter(4)), ip(.toUserOS, web, host, .icmp)),
    Line(.pass, ip(.fromUserOS, host, web, .udp, (1, 53))),
]
