/// Everything that decides about a frame on the wire between the user OS and its appliance.
public struct Policy: Codable, Hashable, Sendable {
    public var stance: Stance
    /// The PC's hardware address, the only one that the user OS may use.
    public var hardwareAddress: MACAddress
    /// What System Defense takes away from the open stance; the other stances leave nothing to take.
    public var defense: SystemDefense
    /// Frame types beside IPv4, IPv6 and ARP that the open stance lets pass unread, such as 802.1X.
    public var extraEtherTypes: Set<EtherType>

    public init(
        stance: Stance,
        hardwareAddress: MACAddress,
        defense: SystemDefense = SystemDefense(),
        extraEtherTypes: Set<EtherType> = []
    ) {
        self.stance = stance
        self.hardwareAddress = hardwareAddress
        self.defense = defense
        self.extraEtherTypes = extraEtherTypes.subtracting([.ipv4, .ipv6, .arp])
    }
}

extension Policy {
    /// What the kernel's filter must decide about a packet: the reference that its ruleset is tested against.
    ///
    /// Limits and outbreaks depend on the packets before; ``PacketJudge`` remembers those.
    public func evaluate(_ packet: Packet) -> Verdict {
        let verdict = evaluateStance(packet)
        guard stance == .open, verdict == .pass, let active = defense.active else { return verdict }
        return active.judge(packet).verdict
    }

    /// What the stance alone says.
    func evaluateStance(_ packet: Packet) -> Verdict {
        guard stance != .quarantine else { return isNotice(packet) ? .pass : .drop(.quarantine) }
        guard packet.direction == .toUserOS || packet.source == hardwareAddress else { return .drop(.spoofedSource) }
        return stance == .open ? evaluateOpen(packet) : evaluatePatching(packet)
    }

    private func evaluateOpen(_ packet: Packet) -> Verdict {
        switch (packet.etherType, packet.content) {
        case (.arp, .arp(let message)) where packet.direction == .fromUserOS:
            message.senderHardware == hardwareAddress ? .pass : .drop(.spoofedSource)
        case (.arp, _): packet.content == .opaque && packet.direction == .fromUserOS ? .drop(.spoofedSource) : .pass
        case (.ipv4, .ip(let header)), (.ipv6, .ip(let header)): header.isTiny ? .drop(.malformed) : .pass
        case (.ipv4, _), (.ipv6, _): .drop(.malformed)
        case (let type, _): extraEtherTypes.contains(type) ? .pass : .drop(.unlistedType)
        }
    }

    private func evaluatePatching(_ packet: Packet) -> Verdict {
        switch (packet.etherType, packet.content) {
        case (.ipv4, .ip(let header)): isRepair(header, packet.direction) ? .pass : .drop(.notRepair)
        case (.arp, .arp(let message)): isRepair(message, packet.direction) ? .pass : .drop(.notRepair)
        case (.ipv4, _), (.arp, _): .drop(.notRepair)
        default: .drop(.unlistedType)
        }
    }

    /// Whether the packet is between the user OS and the desk that tells it why it is cut off.
    private func isNotice(_ packet: Packet) -> Bool {
        let sender = packet.direction == .fromUserOS ? hardwareAddress : NoticeDesk.hardwareAddress
        guard packet.source == sender else { return false }
        switch (packet.etherType, packet.content) {
        case (.ipv4, .ip(let header)): return NoticeDesk.services.contains { header.isOf($0, packet.direction) }
        case (.arp, .arp(let message)): return message.senderHardware == sender && (1...2).contains(message.operation)
        default: return false
        }
    }

    private func isRepair(_ header: IPHeader, _ direction: Direction) -> Bool {
        header.source == RepairLink.address(of: direction.sender)
            && header.destination == RepairLink.address(of: direction.receiver)
            && RepairLink.services.contains { header.isOf($0, direction) }
    }

    private func isRepair(_ message: ARPMessage, _ direction: Direction) -> Bool {
        (1...2).contains(message.operation)
            && (direction == .toUserOS || message.senderHardware == hardwareAddress)
            && message.sender == RepairLink.address(of: direction.sender)
            && message.target == RepairLink.address(of: direction.receiver)
    }
}

extension IPHeader {
    /// Whether the packet goes to a service, or comes from it.
    fileprivate func isOf(_ service: RepairLink.Service, _ direction: Direction) -> Bool {
        let port = direction == .fromUserOS ? ports?.destination : ports?.source
        return transport == service.transport && port == service.port
    }
}
