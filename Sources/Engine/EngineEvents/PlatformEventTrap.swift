import ObjectManager

/// A platform event trap: an event as an SNMPv1 trap carries it (Platform Event Trap Format 1.0).
struct PlatformEventTrap: Hashable, Sendable {
    /// 1998-01-01, from which the format counts seconds.
    private static let epoch: UInt32 = 883_612_800
    private static let enterprise: [UInt32] = [1, 3, 6, 1, 4, 1, 3183, 1, 1]
    private static let intel: UInt32 = 343

    let event: PlatformEvent
    let community: String
    /// The engine's IPv4 address; zeros when it has none.
    let agent: [UInt8]
    /// The platform GUID in SMBIOS order.
    let guid: [UInt8]
    /// Grows by one a trap, so that a receiver can tell a second copy from a second event.
    let sequence: UInt16
    /// Hundredths of a second since the engine started.
    let uptime: UInt32

    /// The message, as it goes into a UDP datagram.
    var bytes: [UInt8] {
        let binding = BER.element(
            BER.sequence,
            BER.identifier(Self.enterprise + [1]) + BER.element(BER.octetString, fields)
        )
        let trap =
            BER.identifier(Self.enterprise) + BER.element(0x40, agent) + BER.number(6) + BER.number(specific)
            + BER.number(uptime, tag: 0x43) + BER.element(BER.sequence, binding)
        let contents =
            BER.number(0) + BER.element(BER.octetString, Array(community.utf8)) + BER.element(0xA4, trap)
        return BER.element(BER.sequence, contents)
    }

    /// What happened, in one number: sensor type, event type, offset.
    var specific: UInt32 {
        UInt32(event.sensorType) << 16 | UInt32(event.eventType) << 8 | UInt32(event.offset)
    }

    /// The 47 bytes that the trap binds.
    var fields: [UInt8] {
        let time = event.time - min(event.time, Self.epoch)
        let source: [UInt8] = [
            Self.trapSource, event.sourceType, event.severity, event.deviceAddress, event.sensorNumber, event.entity,
            event.entityInstance,
        ]
        // Then the language (none), the manufacturer, the system (not given) and the mark that nothing follows.
        let end = [0xFF] + Self.intel.bytes + [0x00, 0x00, 0xC1]
        return guid + sequence.bytes + time.bytes + [0x00, 0x00] + source + event.data + end
    }

    /// A system management card is what sends it.
    private static let trapSource: UInt8 = 0x58
}
