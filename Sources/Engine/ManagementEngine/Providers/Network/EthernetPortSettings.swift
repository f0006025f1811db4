import ObjectManager
import AMTSchema
import CIMModel
import NVRAM
import PacketPolicy
import VirtualPC
import WSMan

/// The engine's wired interface, as the kernel has it.
///
/// A Put gives the engine another address, or has a server of the network give one, where the host leaves that to it; the
/// engine answers, and moves. Its address is its own: none is shared with the user OS. Links without wires are not
/// there, and their methods are refused.
struct EthernetPortSettings: Provider {
    typealias Class = AMT.EthernetPortSettings

    let identity: Identity
    let mac: String
    let nvram: NVRAM
    let addresses: AddressBook

    /// The states of the PC, on mains and on battery, in which a link policy may keep the link.
    private static let policies: Set<UInt8> = [1, 14, 16, 224]

    func instances() async throws -> [Instance<Class>] {
        let interface = EngineInterface(address: identity.address)
        let policy: [UInt8] = try await nvram.setting(Self.key, as: [UInt8].self) ?? [1, 14]
        let isLent = try await addresses.addressing().ipv4 == .dhcp
        return [
            Instance {
                $0.dhcpEnabled = isLent
                $0.defaultGateway = interface?.router
                $0.elementName = "Intel(r) AMT Ethernet Port Settings"
                $0.ipAddress = identity.address
                $0.instanceID = "Intel(r) AMT Ethernet Port Settings 0"
                $0.ipSyncEnabled = false
                $0.linkIsUp = interface?.isUp ?? true
                $0.linkPolicy = policy
                $0.macAddress = mac.lowercased().split(separator: ":").joined(separator: "-")
                $0.physicalConnectionType = 0
                $0.primaryDNS = interface?.nameServers.first
                $0.secondaryDNS = interface?.nameServers.dropFirst().first
                $0.sharedDynamicIP = false
                $0.sharedMAC = false
                $0.sharedStaticIp = false
                $0.subnetMask = interface?.subnetMask ?? "255.255.255.0"
            }
        ]
    }

    func put(_ wanted: Instance<Class>, over current: Instance<Class>, by caller: Caller) async throws
        -> Instance<Class>
    {
        if wanted.dhcpEnabled == true, wanted.ipAddress ?? wanted.subnetMask ?? wanted.defaultGateway != nil {
            throw WSManFault.status(.invalidParameter)
        }
        guard Self.sharesNothing(wanted), Self.leavesNames(wanted, as: current) else {
            throw WSManFault.status(.notPermitted)
        }
        let policy = wanted.linkPolicy ?? []
        guard Self.policies.isSuperset(of: policy) else { throw WSManFault.status(.invalidParameter) }
        let source = try Self.source(wanted, over: current)
        try await addresses.change {
            if let source { $0.ipv4 = source }
        } keeping: {
            if !policy.isEmpty { try $0.set(policy, for: Self.key) }
        }
        var changed = current
        if !policy.isEmpty { changed.linkPolicy = policy }
        return changed
    }

    /// Where the address is to come from; nil when that stays.
    private static func source(_ wanted: Instance<Class>, over current: Instance<Class>) throws -> Addressing.Source? {
        if wanted.dhcpEnabled ?? (current.dhcpEnabled == true) { return current.dhcpEnabled == true ? nil : .dhcp }
        let fields = [\Instance<Class>.ipAddress, \.subnetMask, \.defaultGateway].map { field in
            // MeshCommander sends the addresses that there are none of as empty texts.
            (new: wanted[keyPath: field] ?? current[keyPath: field] ?? "", old: current[keyPath: field] ?? "")
        }
        if current.dhcpEnabled != true, fields.allSatisfy({ $0.new == $0.old }) { return nil }
        let router = fields[2].new.isEmpty ? nil : IPAddress(untrusted: fields[2].new)
        guard let address = IPAddress(untrusted: fields[0].new), address.family == .ipv4,
            let length = IPAddress(untrusted: fields[1].new)?.maskLength, fields[2].new.isEmpty || router != nil,
            let fixed = FixedAddress(address, prefixLength: length, router: router)
        else { throw WSManFault.status(.invalidParameter) }
        return .fixed(fixed)
    }

    /// Nothing is shared with the user OS, and no VLAN is entered.
    private static func sharesNothing(_ wanted: Instance<Class>) -> Bool {
        wanted.ipSyncEnabled != true && wanted.sharedStaticIp != true && wanted.vlanTag ?? 0 == 0
    }

    /// The servers of names are the host's.
    private static func leavesNames(_ wanted: Instance<Class>, as current: Instance<Class>) -> Bool {
        [\Instance<Class>.primaryDNS, \.secondaryDNS].allSatisfy {
            [nil, "", current[keyPath: $0]].contains(wanted[keyPath: $0])
        }
    }

    var methods: [Handler<Class>] {
        [
            .on(\.setLinkPreference) { _, _ in .unsupported },
            .on(\.cancelLinkProtection) { _, _ in .unsupported },
            .on(\.restoreLinkProtection) { _, _ in .unsupported },
        ]
    }

    private static let key = "linkPolicy"
}
