import AMTSchema
import CIMModel
import FoundationEssentials
import PacketPolicy

extension Filter {
    /// Reads a filter; nil when it makes no sense.
    init?<Class: DefenseFilterClass>(untrusted instance: Instance<Class>) {
        guard let profile = Profile(instance.filterProfile, instance.filterProfileData),
            let direction = Direction(instance.filterDirection), let event = instance.actionEventOnMatch,
            let match = Class.match(untrusted: instance)
        else { return nil }
        self.init(id: 0, direction: direction, match: match, profile: profile, raisesEvent: event)
    }
}

extension Filter.Profile {
    fileprivate init?(_ profile: AMT.FilterProfile?, _ data: UInt32?) {
        switch profile {
        case .statisticsPass?: self = .countAndPass
        case .statisticsDrop?: self = .countAndDrop
        case .pass?: self = .pass
        case .drop?: self = .drop
        case .rateLimit?:
            guard let data else { return nil }
            self = .limit(packetsPerSecond: data)
        case nil: return nil
        }
    }

    /// The number on the wire.
    var shown: AMT.FilterProfile {
        switch self {
        case .pass: .pass
        case .drop: .drop
        case .countAndPass: .statisticsPass
        case .countAndDrop: .statisticsDrop
        case .limit: .rateLimit
        }
    }
}

extension Direction {
    fileprivate init?(_ direction: AMT.FilterDirection?) {
        guard let direction else { return nil }
        self = direction == .transmit ? .fromUserOS : .toUserOS
    }

    /// The number on the wire.
    var shown: AMT.FilterDirection { self == .fromUserOS ? .transmit : .receive }
}

extension FrameMatch {
    init?(untrusted instance: Instance<AMT.Hdr8021Filter>) {
        self.init()
        guard instance.hdrVLANID8021.map({ $0 < 4096 }) ?? true,
            instance.hdrPriorityValue8021.map({ $0 < 8 }) ?? true,
            Hardware.read(instance.hdrSrcMACAddr8021, instance.hdrSrcMACMask8021, into: &source),
            Hardware.read(instance.hdrDestMACAddr8021, instance.hdrDestMACMask8021, into: &destination)
        else { return nil }
        etherType = instance.hdrProtocolID8021.flatMap { $0 == 0 ? nil : EtherType(rawValue: $0) }
        vlan = instance.hdrVLANID8021.map { UInt16(truncatingIfNeeded: $0) }
        priority = instance.hdrPriorityValue8021
    }
}

extension FrameMatch.Hardware {
    /// False when what is there is no address.
    fileprivate static func read(_ address: String?, _ mask: String?, into hardware: inout Self?) -> Bool {
        guard let address, !address.isEmpty else { return mask?.isEmpty ?? true }
        let untrustedMask = mask.flatMap { $0.isEmpty ? nil : $0 }
        guard let read = MACAddress(untrustedBase64: address),
            let bits = untrustedMask.map(MACAddress.init(untrustedBase64:)) ?? MACAddress(bits: .max)
        else { return false }
        hardware = Self(read, mask: bits)
        return true
    }
}

extension MACAddress {
    fileprivate init?(untrustedBase64 text: String) {
        guard let data = Data(base64Encoded: text.filter { !$0.isWhitespace }), data.count == 6 else { return nil }
        self.init(bits: data.reduce(0) { $0 << 8 | UInt64($1) })
    }

    /// The six octets as the wire carries them.
    var base64: String { Data(octets).base64EncodedString() }
}
