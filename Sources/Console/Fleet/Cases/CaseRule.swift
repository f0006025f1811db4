public import Inventory
import PacketPolicy

/// When an endpoint that is cut off becomes a case.
public enum CaseRule {
    /// The finding to open a case for; nil when the endpoint is not cut off, was cut off by order, or has its case.
    public static func finding(in snapshot: EndpointSnapshot, known cases: [Case]) -> Finding? {
        guard snapshot.stance?.stance == .quarantine, !cases.contains(where: { $0.state != .released }) else {
            return nil
        }
        let newest = snapshot.findings.max { $0.at < $1.at }
        guard let newest, !cases.contains(where: { $0.finding.id == newest.id }) else { return nil }
        return newest
    }
}
