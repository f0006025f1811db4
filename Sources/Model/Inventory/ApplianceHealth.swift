public import FoundationEssentials

/// How the appliance is, in its own words.
public struct ApplianceHealth: Sendable, Codable, Hashable {
    public var version: String
    public var uptimeSeconds: Int
    public var definitionsVersion: String
    public var definitionsDate: Date?
    public var rulesVersion: String
    /// The state of the intrusion detection, in one word.
    public var suricata: String
    /// The state of the virus scanner, in one word.
    public var clamd: String
    public var flows: Int
    public var packetsForwarded: UInt64
    public var packetsDropped: UInt64
    public var memoryUsedKiB: Int
    /// The address that the appliance has on the LAN; empty while it has none.
    public var address: String
    /// The version of the guard's policy; nil while none was ever given.
    public var policyVersion: String?
    /// The version of the block lists; nil while none were ever given.
    public var listsVersion: String?

    public init(
        version: String,
        uptimeSeconds: Int,
        definitionsVersion: String,
        definitionsDate: Date?,
        rulesVersion: String,
        suricata: String,
        clamd: String,
        flows: Int,
        packetsForwarded: UInt64,
        packetsDropped: UInt64,
        memoryUsedKiB: Int,
        address: String,
        policyVersion: String? = nil,
        listsVersion: String? = nil
    ) {
        self.version = version
        self.uptimeSeconds = uptimeSeconds
        self.definitionsVersion = definitionsVersion
        self.definitionsDate = definitionsDate
        self.rulesVersion = rulesVersion
        self.suricata = suricata
        self.clamd = clamd
        self.flows = flows
        self.packetsForwarded = packetsForwarded
        self.packetsDropped = packetsDropped
        self.memoryUsedKiB = memoryUsedKiB
        self.address = address
        self.policyVersion = policyVersion
        self.listsVersion = listsVersion
    }
}
