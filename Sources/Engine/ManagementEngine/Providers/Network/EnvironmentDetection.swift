import AMTSchema
import CIMModel
import NVRAM
import PacketPolicy
import WSMan

/// The DNS suffixes by which the engine knows the company's network.
///
/// Where there are some and the PC's network has none of them, the PC is outside: the policy of System Defense that was
/// chosen for that is enabled. Requests through a VPN of the user OS are refused.
struct EnvironmentDetection: Provider {
    typealias Class = AMT.EnvironmentDetectionSettingData

    let nvram: NVRAM
    /// The suffix of the network that the PC is in; empty when it is not known, which is nobody's.
    let domain: String
    let defense: DefenseControl

    private static let greatestCount = 5
    private static let longestSuffix = 192

    private var store: StoredProperties<Class> {
        StoredProperties(
            nvram: nvram,
            key: "environment",
            emptied: ["DetectionStrings", "DetectionIPv6LocalPrefixes"]
        )
    }

    func instances() async throws -> [Instance<Class>] {
        let delivered = Instance<Class> {
            $0.detectionAlgorithm = 0
            $0.elementName = "Intel(r) AMT Environment Detection Settings"
            $0.instanceID = "Intel(r) AMT Environment Detection Settings"
        }
        return [try await store.applied(to: delivered)]
    }

    func put(_ wanted: Instance<Class>, over current: Instance<Class>, by caller: Caller) async throws
        -> Instance<Class>
    {
        let texts = (wanted.detectionStrings ?? []) + (wanted.detectionIPv6LocalPrefixes ?? [])
        guard wanted.detectionAlgorithm ?? 0 == 0, texts.allSatisfy({ $0.utf8.count <= Self.longestSuffix }) else {
            throw WSManFault.status(.invalidParameter)
        }
        guard (wanted.detectionStrings ?? []).count <= Self.greatestCount,
            (wanted.detectionIPv6LocalPrefixes ?? []).count <= Self.greatestCount
        else { throw WSManFault.status(.maxLimitReached) }
        let kept = try await store.keep(wanted, over: current)
        try await judge()
        return kept
    }

    /// Enables the policy for the outside where the PC is there, and disables it where it is not.
    func judge() async throws {
        let suffixes = try await instances().first?.detectionStrings ?? []
        try await defense.setEnabled(owner: .environmentDetection, Self.isOutside(domain, suffixes))
    }

    /// Whether a network is none of those with these suffixes; without any there is no outside.
    static func isOutside(_ domain: String, _ suffixes: [String]) -> Bool {
        let domain = domain.lowercased()
        let isInside = suffixes.contains { suffix in
            let suffix = suffix.lowercased()
            return domain == suffix || domain.hasSuffix("." + suffix)
        }
        return !suffixes.isEmpty && !isInside
    }

    var methods: [Handler<Class>] {
        [.on(\.enableVpnRouting) { input, _ in input.enable == false ? .success : .unsupported }]
    }
}
