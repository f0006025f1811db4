package import Auditing
package import AccessControl
package import ObjectManager
package import PublicKeyManagement
package import AMTSchema
package import CIMModel
import FoundationEssentials

/// Whether the engine is provisioned, and the way back.
///
/// After Unprovision the engine forgets its accounts, its digest realm and all that consoles have set, answers nobody any
/// more and starts again as it started the first time: with the administrator of its configuration, under a new digest
/// realm; without one it waits to be set up from inside the PC. PartialUnprovision leaves it the certificates, the
/// authorities for setup and the names. The clock goes on; logs, findings and facts stay; the user OS does not notice.
package struct SetupAndConfiguration: Provider {
    package typealias Class = AMT.SetupAndConfigurationService

    let identity: Identity
    let transport: TransportSettings
    let accounts: Accounts
    let trail: AuditTrail
    let setup: SetupDesk
    let oblivion: Oblivion

    package init(
        identity: Identity,
        transport: TransportSettings,
        accounts: Accounts,
        trail: AuditTrail,
        setup: SetupDesk,
        oblivion: Oblivion
    ) {
        self.identity = identity
        self.transport = transport
        self.accounts = accounts
        self.trail = trail
        self.setup = setup
        self.oblivion = oblivion
    }

    /// 32 bytes of nothing: there is no one-time password.
    private static let noPassword = Data(repeating: 0, count: 32).base64EncodedString()
    /// The audit log among what forbids to unprovision.
    private static let auditLog: UInt32 = 1

    package func instances() async throws -> [Instance<Class>] {
        let mode = try await setup.mode()
        return [
            Instance(named: "Intel(r) AMT Setup and Configuration Service") {
                $0.enabledState = .notApplicable
                $0.passwordModel = 1
                $0.provisioningMode = mode == .client ? 4 : 1
                $0.provisioningServerOTP = Self.noPassword
                $0.provisioningState = mode == .none ? 0 : 2
                $0.requestedState = .notApplicable
                $0.zeroTouchConfigurationEnabled = true
            }
        ]
    }

    package var methods: [Handler<Class>] {
        [
            .on(\.getUuid) { _, output in
                output.uuid = Data(identity.guidBytes).base64EncodedString()
                return .success
            },
            .on(\.commitChanges) { _, _ in
                do {
                    try await transport.commit()
                    return .success
                } catch let refusal as CertificateStore.Refusal {
                    return refusal.status
                }
            },
            .on(\.unprovision) { input, _ in
                guard input.provisioningMode ?? 0 <= 1 else { return .invalidParameter }
                return try await forget(.everything)
            },
            .on(\.partialUnprovision) { _, _ in try await forget(.allButTrust) },
            .on(\.getUnprovisionBlockingComponents) { _, output in
                output.component = await isAudited() ? [Self.auditLog] : []
                return .success
            },
            // Setup from the network ends with the first start: there is no period to extend.
            .on(\.extendProvisioningPeriod) { _, _ in .invalidProvisioningState },
            // There is no setup menu: the password is checked as its would be, and kept nowhere.
            .on(\.setMEBxPassword) { input, _ in
                Self.isStrong(input.password ?? "") ? .success : .invalidPassword
            },
        ]
    }

    private func forget(_ extent: Oblivion.Extent) async throws -> Class.Status {
        guard try await setup.mode() != .none else { return .invalidProvisioningState }
        guard await !isAudited() else { return .blockingComponent }
        try await oblivion.begin(extent)
        return .success
    }

    /// Whether the audit log keeps the engine as it is: somebody else keeps it, or has locked it.
    private func isAudited() async -> Bool {
        if accounts.hasAuditor { return true }
        return await trail.keepsProvisioned
    }

    /// AMT's rule: 8 to 32 characters, a capital, a small letter, a digit and one of the others.
    private static func isStrong(_ password: String) -> Bool {
        let bytes = Array(password.utf8)
        func has(_ range: ClosedRange<UInt8>) -> Bool { bytes.contains(where: range.contains) }
        let hasOther = bytes.contains { byte in
            (0x21...0x7E).contains(byte) && !(0x30...0x39).contains(byte) && !(0x41...0x5A).contains(byte)
                && !(0x61...0x7A).contains(byte)
        }
        return (8...32).contains(bytes.count) && has(0x41...0x5A) && has(0x61...0x7A) && has(0x30...0x39) && hasOther
    }
}
