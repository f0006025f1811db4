import ObjectManager
import AMTSchema
import CIMModel
import FoundationEssentials
import Logging
package import NVRAM
import PacketPolicy
package import VirtualPC
import WSMan

/// The DNS suffixes and IPv6 prefixes by which the engine knows the company's network.
///
/// Where there are some and the PC's network has none of them, the PC is outside: the policy of System Defense that was
/// chosen for that is enabled. The network is looked at again and again, for it can change under a PC that runs. Requests
/// through a VPN of the user OS are refused.
package struct EnvironmentDetection: Provider {
    typealias Class = AMT.EnvironmentDetectionSettingData

    let nvram: NVRAM
    let pc: any VirtualPC
    /// The suffix of the network where no server lends the engine's address; empty when it is not known, which is nobody's.
    let domain: String
    let defense: DefenseControl
    private let logger = Logger(label: "sekisho.engine.environment")

    package init(nvram: NVRAM, pc: any VirtualPC, domain: String, defense: DefenseControl) {
        self.nvram = nvram
        self.pc = pc
        self.domain = domain
        self.defense = defense
    }

    private static let greatestCount = 5
    private static let longestSuffix = 192
    private static let pause = Duration.seconds(10)

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
        guard wanted.detectionAlgorithm ?? 0 == 0, texts.allSatisfy({ $0.utf8.count <= Self.longestSuffix }),
            (wanted.detectionIPv6LocalPrefixes ?? []).allSatisfy({ IPv6Network(untrusted: $0) != nil })
        else { throw WSManFault.status(.invalidParameter) }
        guard (wanted.detectionStrings ?? []).count <= Self.greatestCount,
            (wanted.detectionIPv6LocalPrefixes ?? []).count <= Self.greatestCount
        else { throw WSManFault.status(.maxLimitReached) }
        let kept = try await store.keep(wanted, over: current)
        await judge()
        return kept
    }

    /// Enables the policy for the outside where the PC is there, and disables it where it is not.
    ///
    /// While the network cannot be told it is taken to be the last one that could.
    package func judge() async {
        do {
            try await enable()
        } catch {
            logger.warning("the PC's network cannot be told", metadata: ["error": "\(error)"])
        }
    }

    private func enable() async throws {
        let settings = try await instances().first
        let suffixes = settings?.detectionStrings ?? []
        let prefixes = (settings?.detectionIPv6LocalPrefixes ?? []).compactMap { IPv6Network(untrusted: $0) }
        let isOutside = try await isOutside(suffixes, prefixes)
        try await defense.setEnabled(owner: .environmentDetection, isOutside)
    }

    /// Judges again and again until the surrounding task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            await judge()
            try? await Task.sleep(for: Self.pause)
        }
    }

    /// Whether the PC's network is none of these; without any there is no outside.
    private func isOutside(_ suffixes: [String], _ prefixes: [IPv6Network]) async throws -> Bool {
        guard !suffixes.isEmpty || !prefixes.isEmpty else { return false }
        let signs = try await pc.networkSigns()
        let isNear = signs.ipv6Networks.contains { network in prefixes.contains { $0.contains(network) } }
        return !isNear && !Self.isInside(signs.domain ?? domain, suffixes)
    }

    /// Whether a network is one of those with these suffixes.
    static func isInside(_ domain: String, _ suffixes: [String]) -> Bool {
        let domain = domain.lowercased()
        return suffixes.contains { suffix in
            let suffix = suffix.lowercased()
            return domain == suffix || domain.hasSuffix("." + suffix)
        }
    }

    var methods: [Handler<Class>] {
        [
            .on(\.enableVpnRouting) { input, _ in input.enable == false ? .success : .unsupported },
            .on(\.setSystemDefensePolicy) { caller, input, _ in
                let policy = input.policy?.selectors["InstanceID"].map { DefenseReferences.policy(untrusted: $0) }
                // A reference to something else than a policy is no wish to have none.
                if case .some(nil) = policy { return .invalidParameter }
                return try await defense.answer(caller) { state throws(DefenseRefusal) in
                    try state.assign(policy ?? nil, to: .environmentDetection, now: Date())
                }
            },
        ]
    }
}
