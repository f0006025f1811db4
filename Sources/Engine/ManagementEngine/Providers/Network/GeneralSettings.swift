import ObjectManager
import AMTSchema
import CIMModel
import NVRAM
import VirtualPC
import WSMan

/// The engine's identity on the network, and how it shows itself there.
///
/// The names and times are kept. `PingResponseEnabled` acts at once, on the kernel that answers for the engine's
/// address, `RmcpPingResponseEnabled` on the presence responder. What the engine has nothing for is refused: legacy SOAP
/// besides WS-Management, updates of DNS by itself, presence notifications, management over IPv6.
struct GeneralSettings: Provider {
    typealias Class = AMT.GeneralSettings

    let identity: Identity
    let digestRealm: String
    let nvram: NVRAM
    let pc: any VirtualPC

    /// The names' greatest lengths in bytes.
    private static let (longestHost, longestDomain, longestFullName) = (63, 191, 255)
    private static let key = "general"

    private var store: StoredProperties<Class> { StoredProperties(nvram: nvram, key: Self.key) }

    func instances() async throws -> [Instance<Class>] { [try await settings()] }

    /// The settings as they are now.
    func settings() async throws -> Instance<Class> {
        try await store.applied(
            to: Instance {
                $0.amtNetworkEnabled = 1
                $0.ddnsPeriodicUpdateInterval = 1440
                $0.ddnsttl = 900
                $0.ddnsUpdateByDHCPServerEnabled = true
                $0.ddnsUpdateEnabled = false
                $0.dhcpv6ConfigurationTimeout = 0
                $0.digestRealm = digestRealm
                $0.domainName = identity.domain
                $0.elementName = "Intel(r) AMT: General Settings"
                $0.hostName = identity.name
                $0.hostOSFQDN = ""
                $0.idleWakeTimeout = 65_535
                $0.instanceID = "Intel(r) AMT: General Settings"
                $0.networkInterfaceEnabled = true
                $0.pingResponseEnabled = true
                $0.powerSource = 0
                $0.preferredAddressFamily = 0
                $0.presenceNotificationInterval = 0
                $0.privacyLevel = 0
                $0.rmcpPingResponseEnabled = true
                $0.sharedFQDN = false
                $0.wsmanOnlyMode = true
            }
        )
    }

    func put(_ wanted: Instance<Class>, over current: Instance<Class>, by caller: Caller) async throws
        -> Instance<Class>
    {
        guard Self.isName(wanted.hostName, Self.longestHost), Self.isName(wanted.domainName, Self.longestDomain),
            Self.isName(wanted.hostOSFQDN, Self.longestFullName),
            (1...65_535).contains(wanted.idleWakeTimeout ?? 1),
            (20...65_535).contains(wanted.ddnsPeriodicUpdateInterval ?? 20)
        else { throw WSManFault.status(.invalidParameter) }
        guard wanted.wsmanOnlyMode != false, wanted.ddnsUpdateEnabled != true,
            wanted.presenceNotificationInterval ?? 0 == 0, wanted.preferredAddressFamily ?? 0 == 0
        else { throw WSManFault.status(.unsupported) }
        // First tried, then kept: what the host refuses must not keep the engine from starting again.
        if let answers = wanted.pingResponseEnabled, answers != current.pingResponseEnabled {
            try await pc.answerPing(answers)
        }
        return try await store.keep(wanted, over: current)
    }

    /// Makes what is kept hold again, when the engine starts.
    func restore() async throws {
        if try await settings().pingResponseEnabled == false { try await pc.answerPing(false) }
    }

    private static func isName(_ text: String?, _ longest: Int) -> Bool {
        guard let text else { return true }
        return text.utf8.count <= longest && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }
}
