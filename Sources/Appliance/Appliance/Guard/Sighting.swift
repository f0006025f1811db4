import Inventory
import Suricata

/// Something that was seen and may become a finding, before the policy has spoken.
struct Sighting: Sendable, Hashable {
    var kind: Finding.Kind
    /// What it is called; with the source it tells one sighting from the next.
    var signature: String
    var source: String
    /// The source without its port, by which repeated sightings are known.
    var who: String
    var destination: String
    var summary: String
    var evidence: String
    /// Whom to drop, by the address; nil when the kernel has its own rule for that.
    var farEnd: String?
    /// The number of the rule that matched, when one did.
    var rule: UInt32?
    /// The priority of that rule's class.
    var priority = 0

    private init(_ kind: Finding.Kind, _ signature: String, from source: String, to destination: String) {
        (self.kind, self.signature, self.source, self.destination) = (kind, signature, source, destination)
        who = source
        (summary, evidence) = ("", "")
    }
}

extension Sighting {
    /// What the kernel's rules have logged.
    init(_ packet: LoggedPacket) {
        let (from, to) = (packet.source, packet.destination)
        switch packet.rule {
        case "scan":
            self.init(.portScan, "port-scan", from: from, to: to)
            summary = "\(from) tried more ports of one host than a program needs; the last was \(to)"
        case "listed":
            self.init(.blockedAddress, "block list: \(from) to \(to)", from: from, to: to)
            summary = "traffic between \(from) and \(to), of which one is on the block list"
        case "volume":
            self.init(.exfiltration, "volume to \(to)", from: from, to: to)
            summary = "\(from) has sent more to \(to) within an hour than the policy allows to one address outside"
        case "spoof":
            self.init(.spoofing, "spoofing of \(from)", from: from, to: to)
            summary =
                "the PC sent as \(from), which is another's address or none of its own, to \(to) by \(packet.transport)"
        case "uncounted":
            self.init(.exfiltration, "more far ends than can be counted", from: from, to: to)
            summary =
                "\(from) has sent to more addresses within an hour than can be counted; the next was \(to)"
        default:
            self.init(.worm, packet.transport == "ARP" ? "arp-fan-out" : "fan-out", from: from, to: to)
            summary =
                "\(from) reached for more new hosts at once than a person does; the last was \(to) by \(packet.transport)"
        }
        evidence = packet.hex
    }

    /// What the intrusion detection's rules have matched.
    init(_ alert: SuricataAlert) {
        let signature = "\(alert.rule) \(alert.signature)"
        self.init(.signature, signature, from: alert.source.text, to: alert.destination.text)
        summary = "\(alert.signature) (\(alert.category), \(alert.transport))"
        evidence = alert.evidence
        who = alert.source.address
        farEnd = alert.server.address
        (rule, priority) = (alert.rule, alert.severity)
    }

    /// A name that falls under an entry of the block list.
    init(_ name: SightedName, under entry: String) {
        self.init(.blockedName, "block list: \(entry)", from: name.source.text, to: name.destination.text)
        summary =
            name.place == .dns
            ? "\(name.source.address) asked for the address of \(name.name), which is on the block list"
            : "\(name.source.address) began a TLS connection to \(name.name), which is on the block list"
        who = name.source.address
        evidence = name.name
        // Who answers for a name is not to blame; the server behind it is.
        farEnd = name.place == .tls ? name.destination.address : nil
    }

    /// What the intrusion detection did not get to see.
    init(unseen percentage: Int) {
        self.init(.blind, "packets lost", from: "", to: "")
        summary = "the intrusion detection did not see \(percentage) of 100 packets of the last seconds"
    }

    /// A regular series of connections that ended with this flow.
    init(_ beacon: BeaconDetector.Beacon, _ flow: FlowRecord) {
        let target = flow.destination.text
        self.init(.beaconing, "beacon to \(target)", from: flow.source.address, to: target)
        let seconds = Int(beacon.seconds.rounded())
        summary = "\(flow.source.address) connects to \(target) every \(seconds) seconds, \(beacon.count) times so far"
        evidence = flow.line
        farEnd = flow.destination.address
    }
}
