public import Inventory

/// The appliance's answer to one request.
public enum ApplianceReply: Sendable, Codable, Hashable {
    /// How the appliance is.
    case health(ApplianceHealth)
    /// Done; there is nothing more to say.
    case done
    /// What the scan saw.
    case scan(ScanReport)
    /// What is on the payload disk.
    case staged(PayloadManifest)
    /// What was found since the appliance started.
    case findings([Finding])
    /// A piece of the evidence for a finding.
    case evidence(EvidencePiece)
    /// Not done, and why.
    case refused(String)
}
