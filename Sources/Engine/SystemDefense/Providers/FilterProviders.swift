import ObjectManager
package import AMTSchema
package import CIMModel
import FoundationEssentials
package import PacketPolicy
import WSMan

/// A class of filters: what all of them have on the wire, and how the rest reads and writes.
package protocol DefenseFilterClass: CIMClass {
    var actionEventOnMatch: Property<Bool> { get }
    var creationClassName: Property<String> { get }
    var filterDirection: Property<AMT.FilterDirection> { get }
    var filterProfile: Property<AMT.FilterProfile> { get }
    var filterProfileData: Property<UInt32> { get }
    var instanceID: Property<String> { get }
    var name: Property<String> { get }
    var systemCreationClassName: Property<String> { get }
    var systemName: Property<String> { get }

    /// What a request says that packets are compared with; nil when it makes no sense.
    static func match(untrusted: Instance<Self>) -> Match?

    /// Writes what packets are compared with; false when a filter of another class does that.
    static func show(_ match: Match, in instance: inout Instance<Self>) -> Bool
}

/// The filters of a class.
package struct DefenseFilters<Class: DefenseFilterClass>: Provider {
    let defense: DefenseControl

    package init(defense: DefenseControl) { self.defense = defense }

    func instances() async -> [Instance<Class>] {
        await defense.state.filters.sorted { $0.key < $1.key }.compactMap { Self.instance($0.value) }
    }

    func create(_ wanted: Instance<Class>, by caller: Caller) async throws -> Instance<Class> {
        guard let filter = Filter(untrusted: wanted) else { throw DefenseRefusal.invalid.fault }
        let name = String((wanted.name ?? "").prefix(64))
        let stored = try await defense.change(by: caller) { state throws(DefenseRefusal) in
            let handle = try state.add(name: name, filter)
            guard let stored = state.filters[handle] else { throw .notFound }
            return stored
        }
        return Self.instance(stored) ?? wanted
    }

    func delete(_ current: Instance<Class>, by caller: Caller) async throws {
        let handle = current.instanceID.flatMap { UInt32($0) } ?? 0
        try await defense.change(by: caller) { state throws(DefenseRefusal) in try state.removeFilter(handle) }
    }

    private static func instance(_ stored: StoredFilter) -> Instance<Class>? {
        var instance = Instance<Class> {
            $0.actionEventOnMatch = stored.filter.raisesEvent
            $0.creationClassName = stored.className.description
            $0.filterDirection = stored.filter.direction.shown
            $0.filterProfile = stored.filter.profile.shown
            $0.filterProfileData = stored.filter.limit
            $0.instanceID = String(stored.filter.id)
            $0.name = stored.name
            $0.systemCreationClassName = "CIM_ComputerSystem"
            $0.systemName = "Intel(r) AMT"
        }
        return Class.show(stored.filter.match, in: &instance) ? instance : nil
    }
}

extension AMT.Hdr8021Filter: DefenseFilterClass {
    package static func match(untrusted: Instance<Self>) -> Match? {
        FrameMatch(untrusted: untrusted).map(Match.frame)
    }

    package static func show(_ match: Match, in instance: inout Instance<Self>) -> Bool {
        guard case .frame(let match) = match else { return false }
        instance.hdrDestMACAddr8021 = match.destination?.address.base64
        instance.hdrDestMACMask8021 = match.destination?.mask.base64
        instance.hdrPriorityValue8021 = match.priority
        instance.hdrProtocolID8021 = match.etherType?.rawValue ?? 0
        instance.hdrSrcMACAddr8021 = match.source?.address.base64
        instance.hdrSrcMACMask8021 = match.source?.mask.base64
        instance.hdrVLANID8021 = match.vlan.map(UInt32.init)
        return true
    }
}

extension AMT.IPHeadersFilter: DefenseFilterClass {
    package static func match(untrusted: Instance<Self>) -> Match? {
        PacketMatch(untrusted: untrusted).map(Match.packet)
    }

    package static func show(_ match: Match, in instance: inout Instance<Self>) -> Bool {
        guard case .packet(let match) = match else { return false }
        let (ports, flags) = (match.transport.ports, match.transport.flags)
        instance.hdrIPVersion = match.family == .ipv4 ? 4 : 6
        instance.hdrProtocolID = match.transport.number?.rawValue
        instance.hdrSrcPortStart = ports.source?.lowerBound
        instance.hdrSrcPortEnd = ports.source?.upperBound
        instance.hdrDestPortStart = ports.destination?.lowerBound
        instance.hdrDestPortEnd = ports.destination?.upperBound
        instance.hdrDSCP = match.serviceCodes.isEmpty ? nil : match.serviceCodes.sorted()
        instance.hdrFlowLabel = match.flowLabel.map { String(($0 | 1 << 24), radix: 16).suffix(6).description }
        instance.tcpFlagsOn = flags.set.isEmpty ? nil : flags.set.numbers
        instance.tcpFlagsOff = flags.clear.isEmpty ? nil : flags.clear.numbers
        let (source, destination) = (match.source?.shown, match.destination?.shown)
        (instance.hdrSrcAddress, instance.hdrSrcAddressEndOfRange) = (source?.address, source?.end)
        (instance.hdrDestAddress, instance.hdrDestAddressEndOfRange) = (destination?.address, destination?.end)
        (instance.hdrSrcMask, instance.hdrDestMask) = (source?.mask, destination?.mask)
        return true
    }
}

/// The filters that are built in: none.
package struct NetworkFilters: Provider {
    package init() {}

    func instances() -> [Instance<AMT.NetworkFilter>] { [] }
}

extension PacketMatch.Addresses {
    /// The three properties of the wire.
    fileprivate var shown: (address: String, end: String?, mask: String?) {
        switch self {
        case .masked(let address, let mask): (address.hexadecimal, nil, mask.hexadecimal)
        case .range(let first, let last): (first.hexadecimal, first == last ? nil : last.hexadecimal, nil)
        }
    }
}
