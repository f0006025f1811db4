import FoundationEssentials
import NVRAM

extension AuditTrail {
    private static let signerKey = "audit.signer"

    /// Keeps what a console signs exports with.
    func setSigner(_ signer: AuditSigner) async throws { try await nvram.set(signer, for: Self.signerKey) }

    /// What signs exports; made at the first need.
    func signer(named name: String) async throws -> AuditSigner {
        if let kept = try await nvram.setting(Self.signerKey, as: AuditSigner.self) { return kept }
        let made = try AuditSigner(name: name)
        try await nvram.set(made, for: Self.signerKey)
        return made
    }

    /// 16, as a log that records has been seen to say, and in the lowest bits whether it is locked and whether unprovisioning is.
    var state: UInt32 {
        guard let lock = currentLock else { return 16 }
        return 16 | (lock.isOfLog ? 1 : 2)
    }
}
