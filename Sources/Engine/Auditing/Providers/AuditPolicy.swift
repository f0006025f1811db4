import AccessControl
import ObjectManager
import AMTSchema
import CIMModel

/// Which events the audit log records.
package struct AuditPolicy: Provider {
    let trail: AuditTrail

    package init(trail: AuditTrail) { self.trail = trail }

    /// Events that one request may change.
    private static let greatestBulk = 256
    /// Stands for all events of an application.
    private static let everyEvent = UInt16.max

    func instances() async -> [Instance<AMT.AuditPolicyRule>] {
        let settings = trail.settings
        let recorded = AuditEvent.allCases.filter { !settings.silent.contains($0) }
        return [
            Instance {
                $0.auditApplicationEventID = recorded.map(\.rawValue)
                $0.creationClassName = "AMT_AuditPolicyRule"
                $0.elementName = "Intel(r) AMT:Audit Policy Rule"
                $0.policyRuleName = "Intel(r) AMT:Audit Policy Rule"
                $0.policyType = recorded.map { settings.critical.contains($0) ? 1 : 0 }
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "Intel(r) AMT"
            }
        ]
    }

    var methods: [Handler<AMT.AuditPolicyRule>] {
        [
            .on(\.setAuditPolicy) { input, _ in
                guard let enable = input.enable, let application = input.auditedAppID, let event = input.eventID else {
                    return .dataMissing
                }
                let choice = Choice(enable, application, event, input.policyType ?? 0)
                return try await answering { try await set([choice]) }
            },
            .on(\.setAuditPolicyBulk) { input, _ in
                let (enable, applications) = (input.enable ?? [], input.auditedAppID ?? [])
                let (events, types) = (input.eventID ?? [], input.policyType ?? [])
                guard !enable.isEmpty, enable.count <= Self.greatestBulk, enable.count == applications.count,
                    enable.count == events.count, enable.count == types.count
                else { return .invalidParameter }
                let choices = enable.indices.map { Choice(enable[$0], applications[$0], events[$0], types[$0]) }
                return try await answering { try await set(choices) }
            },
        ]
    }

    /// Enable, application, event, type.
    private typealias Choice = (Bool, UInt16, UInt16, UInt32)

    /// All of them or none.
    private func set(_ choices: [Choice]) async throws {
        try await trail.change { settings in
            for (enable, application, event, type) in choices {
                let chosen = AuditEvent.allCases.filter {
                    $0.application == application && (event == Self.everyEvent || $0.event == event)
                }
                guard !chosen.isEmpty, type <= 1 else { throw Refusal(.invalidParameter) }
                if enable { settings.silent.subtract(chosen) } else { settings.silent.formUnion(chosen) }
                if enable, type == 1 { settings.critical.formUnion(chosen) } else { settings.critical.subtract(chosen) }
            }
        }
    }
}
