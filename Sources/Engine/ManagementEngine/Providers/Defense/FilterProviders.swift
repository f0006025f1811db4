import AMTSchema
import CIMModel
import FoundationEssentials
import PacketPolicy
import WSMan

/// The filters on the Ethernet header.
struct EthernetFilters: Provider {
    let defense: DefenseControl

    func instances() async -> [Instance<AMT.Hdr8021Filter>] {
        await defense.state.filters.sorted { $0.key < $1.key }.compactMap { Self.instance($0.value) }
    }

    func create(_ wanted: Instance<AMT.Hdr8021Filter>, by caller: Caller) async throws
        -> Instance<AMT.Hdr8021Filter>
    {
        guard let filter = Filter(untrusted: wanted) else { throw DefenseRefusal.invalid.fault }
        let stored = try await defense.add(filter, named: wanted.name, by: caller)
        return Self.instance(stored) ?? wanted
    }

    func delete(_ current: Instance<AMT.Hdr8021Filter>, by caller: Caller) async throws {
        try await defense.removeFilter(current.instanceID, by: caller)
    }

    private static func instance(_ stored: StoredFilter) -> Instance<AMT.Hdr8021Filter>? {
        guard case .frame(let match) = stored.filter.match else { return nil }
        return Instance {
            $0.actionEventOnMatch = stored.filter.raisesEvent
            $0.creationClassName = stored.className.description
            $0.filterDirection = stored.filter.direction.shown
            $0.filterProfile = stored.filter.profile.shown
            $0.filterProfileData = stored.filter.limit
            $0.hdrDestMACAddr8021 = match.destination?.address.base64
            $0.hdrDestMACMask8021 = match.destination?.mask.base64
            $0.hdrPriorityValue8021 = match.priority
            $0.hdrProtocolID8021 = match.etherType?.rawValue ?? 0
            $0.hdrSrcMACAddr8021 = match.source?.address.base64
            $0.hdrSrcMACMask8021 = match.source?.mask.base64
            $0.hdrVLANID8021 = match.vlan.map(UInt32.init)
            $0.instanceID = String(stored.filter.id)
            $0.name = stored.name
            $0.systemCreationClassName = "CIM_ComputerSystem"
            $0.systemName = "Intel(r) AMT"
        }
    }
}

/// The filters on IP's headers.
struct IPFilters: Provider {
    let defense: DefenseControl

    func instances() async -> [Instance<AMT.IPHeadersFilter>] {
        await defense.state.filters.sorted { $0.key < $1.key }.compactMap { Self.instance($0.value) }
    }

    func create(_ wanted: Instance<AMT.IPHeadersFilter>, by caller: Caller) async throws
        -> Instance<AMT.IPHeadersFilter>
    {
        guard let filter = Filter(untrusted: wanted) else { throw DefenseRefusal.invalid.fault }
        let stored = try await defense.add(filter, named: wanted.name, by: caller)
        return Self.instance(stored) ?? wanted
    }

    func delete(_ current: Instance<AMT.IPHeadersFilter>, by caller: Caller) async throws {
        try await defense.removeFilter(current.instanceID, by: caller)
    }

    private static func instance(_ stored: StoredFilter) -> Instance<AMT.IPHeadersFilter>? {
        guard case .packet(let match) = stored.filter.match else { return nil }
        var instance = Instance<AMT.IPHeadersFilter> {
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
        show(match, in: &instance)
        return instance
    }

    private static func show(_ match: PacketMatch, in instance: inout Instance<AMT.IPHeadersFilter>) {
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
    }
}

/// The filters that are built in: none.
struct NetworkFilters: Provider {
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

extension DefenseControl {
    /// Takes a filter in; a name that is missing becomes its handle.
    fileprivate func add(_ filter: Filter, named name: String?, by caller: Caller) async throws -> StoredFilter {
        let name = String((name ?? "").prefix(64))
        return try await change(by: caller) { state throws(DefenseRefusal) in
            let handle = try state.add(name: name, filter)
            guard let stored = state.filters[handle] else { throw .notFound }
            return stored
        }
    }

    fileprivate func removeFilter(_ instanceID: String?, by caller: Caller) async throws {
        let handle = instanceID.flatMap { UInt32($0) } ?? 0
        try await change(by: caller) { state throws(DefenseRefusal) in try state.removeFilter(handle) }
    }
}
