import ObjectManager

/// A record of the audit log. On the wire all numbers have their most significant byte first.
package struct AuditRecord: Hashable, Sendable {
    /// Who caused the event.
    package enum Initiator: Hashable, Sendable {
        case digest(name: String)
        case kerberos(domain: UInt32, sid: [UInt8])
        /// A person at the PC, or the PC itself.
        case local
        /// Whoever uses the port of KVM without a name.
        case screen
    }

    /// Where it was caused.
    package enum Location: Hashable, Sendable {
        case ipv4(String)
        case ipv6(String)
        case none
    }

    /// The application whose event it is.
    var application: UInt16
    var event: UInt16
    var initiator: Initiator
    /// Seconds since 1970, UTC.
    var time: UInt32
    var location: Location
    /// What else there is to say; its layout is the event's.
    var extended: [UInt8]
}

extension AuditRecord {
    /// A record of a known event.
    init(_ event: AuditEvent, by initiator: Initiator, at time: UInt32, from location: Location, _ extended: [UInt8]) {
        self.init(
            application: event.application,
            event: event.event,
            initiator: initiator,
            time: time,
            location: location,
            extended: extended
        )
    }

    /// The record as it is stored and read.
    package var bytes: [UInt8] {
        application.bytes + event.bytes + initiator.bytes + time.bytes + location.bytes + counted(extended)
    }

    /// Reads a record; nil when it is not one from its first byte to its last.
    package init?(_ untrustedBytes: [UInt8]) {
        var reader = ByteReader(untrustedBytes)
        guard let application = reader.number(UInt16.self), let event = reader.number(UInt16.self),
            let initiator = Initiator(&reader), let time = reader.number(UInt32.self),
            let location = Location(&reader), let extended = reader.counted(), reader.isAtEnd
        else { return nil }
        self.init(
            application: application,
            event: event,
            initiator: initiator,
            time: time,
            location: location,
            extended: extended
        )
    }
}

extension AuditRecord.Initiator {
    /// The kind, and what it has to say.
    var bytes: [UInt8] {
        switch self {
        case .digest(let name): [0] + counted(Array(name.utf8))
        case .kerberos(let domain, let sid): [1] + domain.bytes + counted(sid)
        case .local: [2]
        case .screen: [3]
        }
    }

    fileprivate init?(_ reader: inout ByteReader) {
        switch reader.number(UInt8.self) {
        case 0:
            guard let name = reader.text() else { return nil }
            self = .digest(name: name)
        case 1:
            guard let domain = reader.number(UInt32.self), let sid = reader.counted() else { return nil }
            self = .kerberos(domain: domain, sid: sid)
        case 2: self = .local
        case 3: self = .screen
        default: return nil
        }
    }
}

extension AuditRecord.Location {
    fileprivate var bytes: [UInt8] {
        switch self {
        case .ipv4(let text): [0] + counted(Array(text.utf8))
        case .ipv6(let text): [1] + counted(Array(text.utf8))
        case .none: [2, 0]
        }
    }

    fileprivate init?(_ reader: inout ByteReader) {
        guard let kind = reader.number(UInt8.self), let text = reader.text() else { return nil }
        switch kind {
        case 0: self = .ipv4(text)
        case 1: self = .ipv6(text)
        case 2 where text.isEmpty: self = .none
        default: return nil
        }
    }
}
