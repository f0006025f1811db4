import AMTSchema
import CIMModel
import NVRAM
import WSMan

/// The DNS suffixes by which the engine knows the company's network.
///
/// They are kept. Nothing hangs on them while the engine opens no connections by itself; requests through a VPN of the
/// user OS are refused.
struct EnvironmentDetection: Provider {
    typealias Class = AMT.EnvironmentDetectionSettingData

    let nvram: NVRAM

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
        return try await store.keep(wanted, over: current)
    }

    var methods: [Handler<Class>] {
        [.on(\.enableVpnRouting) { input, _ in input.enable == false ? .success : .unsupported }]
    }
}
