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
    /// The packages that are older than they could be.
    case updates([MissingUpdate])
    /// What is kept of infected files.
    case kept([KeptFile])
    /// This file is on the payload disk, under the name `kept`.
    case keptStaged(KeptFile)
    /// Not done, and why.
    case refused(String)
}
