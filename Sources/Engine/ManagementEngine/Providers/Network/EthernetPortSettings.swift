import AMTSchema
import CIMModel
import NVRAM
import WSMan

/// The engine's wired interface, as the kernel has it.
///
/// The chassis gives the engine its address: a Put that would change it is refused, one that leaves it as it is may
/// change the link policy. Links without wires are not there, and their methods are refused.
struct EthernetPortSettings: Provider {
    typealias Class = AMT.EthernetPortSettings

    let identity: Identity
    let mac: String
    let nvram: NVRAM

    /// The states of the PC, on mains and on battery, in which a link policy may keep the link.
    private static let policies: Set<UInt8> = [1, 14, 16, 224]

    func instances() async throws -> [Instance<Class>] {
        let interface = EngineInterface(address: identity.address)
        let policy: [UInt8] = try await nvram.setting(Self.key, as: [UInt8].self) ?? [1, 14]
        return [
            Instance {
                $0.dhcpEnabled = false
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
        guard Self.leavesAddress(wanted, as: current) else { throw WSManFault.status(.notPermitted) }
        let policy = wanted.linkPolicy ?? []
        guard Self.policies.isSuperset(of: policy) else { throw WSManFault.status(.invalidParameter) }
        var changed = current
        if !policy.isEmpty {
            try await nvram.set(policy, for: Self.key)
            changed.linkPolicy = policy
        }
        return changed
    }

    private static func leavesAddress(_ wanted: Instance<Class>, as current: Instance<Class>) -> Bool {
        let addresses = [\Instance<Class>.ipAddress, \.subnetMask, \.defaultGateway, \.primaryDNS, \.secondaryDNS]
        let switches = [\Instance<Class>.dhcpEnabled, \.ipSyncEnabled, \.sharedStaticIp]
        return switches.allSatisfy { wanted[keyPath: $0] == nil || wanted[keyPath: $0] == current[keyPath: $0] }
            // MeshCommander sends the addresses that there are none of as empty texts.
            && addresses.allSatisfy { wanted[keyPath: $0] == nil || wanted[keyPath: $0] == current[keyPath: $0] ?? "" }
            && wanted.vlanTag ?? 0 == 0
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
