import ObjectManager
import AMTSchema
import CIMModel
package import WSMan
package import XML

/// What the control mode and the user's consent let a request do.
///
/// In client control mode what would take the PC out of its user's hands is refused, and what would start it from
/// elsewhere needs the user's consent; in admin control mode consent is needed where the policy says so.
package struct ControlGate: Sendable {
    /// What a request needs.
    enum Need: Hashable, Sendable { case nothing, adminMode, consent }

    let setup: SetupDesk
    let consent: ConsentDesk

    package init(setup: SetupDesk, consent: ConsentDesk) {
        self.setup = setup
        self.consent = consent
    }

    private static let adminClasses: Set<String> = [
        "AMT_AgentPresenceInterfacePolicy", "AMT_EnvironmentDetectionInterfacePolicy", "AMT_Hdr8021Filter",
        "AMT_HeuristicPacketFilterInterfacePolicy", "AMT_HeuristicPacketFilterSettings", "AMT_IPHeadersFilter",
        "AMT_NetworkFilter", "AMT_NetworkPortDefaultSystemDefensePolicy", "AMT_NetworkPortSystemDefensePolicy",
        "AMT_SystemDefensePolicy", "AMT_SystemDefenseService",
    ]
    private static let adminMethods: Set<String> = [
        "AMT_AuditLog.SetAuditLock", "AMT_AuditPolicyRule.SetAuditPolicy", "AMT_AuditPolicyRule.SetAuditPolicyBulk",
        "AMT_EnvironmentDetectionSettingData.SetSystemDefensePolicy",
    ]
    private static let bootClasses: Set<String> = ["AMT_BootSettingData", "CIM_BootConfigSetting", "CIM_BootService"]

    /// What an operation on a class needs.
    static func need(_ operation: WSManOperation, on resource: String) -> Need {
        let name = String(resource.split(separator: "/").last ?? "")
        switch operation {
        case .get, .enumerate, .pull, .release, .identify: return .nothing
        case .invoke(let method) where adminMethods.contains(name + "." + method): return .adminMode
        default: return adminClasses.contains(name) ? .adminMode : bootClasses.contains(name) ? .consent : .nothing
        }
    }

    /// Lets a request pass, or answers a method with the status of its refusal.
    ///
    /// - Throws: a fault with that status where the request is no method's.
    package func refusal(of operation: WSManOperation, on resource: String) async throws -> XMLElement? {
        guard let status = try await status(of: Self.need(operation, on: resource)) else { return nil }
        guard case .invoke(let method) = operation else { throw WSManFault.status(status) }
        let code = XMLElement("ReturnValue", in: resource, text: status.text)
        return XMLElement(method + "_OUTPUT", in: resource, children: [code])
    }

    private func status(of need: Need) async throws -> PTStatus? {
        switch need {
        case .nothing: return nil
        case .adminMode: return try await setup.mode() == .client ? .notPermitted : nil
        case .consent:
            let isAsked = try await setup.mode() == .client ? true : try await consent.policy() == .everything
            guard isAsked, await !consent.isGiven() else { return nil }
            return .userConsentRequired
        }
    }
}
