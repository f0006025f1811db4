package import AccessControl
package import ObjectManager
import Auditing
package import NVRAM
package import VirtualPC

/// Forgets who manages the engine and what they set, and has the engine start anew.
package struct Oblivion: Sendable {
    /// What is forgotten.
    package enum Extent: Hashable, Sendable {
        case everything
        /// Certificates, keys, the authorities for setup and the names stay.
        case allButTrust
    }

    /// Settings that are the PC's, not the console's: the clock, what signs the audit log, and what it has yet to tell.
    private static let pcSettings = ["clock", "audit.signer", AuditIntent.key]
    /// Settings that a partial unprovisioning leaves.
    private static let trustSettings = ["provisioning.authorities", "general", "tls.revoked"]
    /// Tables that are the PC's history and inventory. The audit log is among them: it outlives whom it tells of.
    private static let history = ["event", "audit", "finding", "fact", "operation"]
    /// Tables that a partial unprovisioning leaves.
    private static let trust = ["certificate", "key_pair"]

    private let nvram: NVRAM
    private let accounts: Accounts
    private let journal: EventJournal
    private let pc: any VirtualPC
    /// Yields once when all is forgotten.
    package let happened: AsyncStream<Void>
    private let happening: AsyncStream<Void>.Continuation

    package init(nvram: NVRAM, accounts: Accounts, journal: EventJournal, pc: any VirtualPC) {
        self.nvram = nvram
        self.accounts = accounts
        self.journal = journal
        self.pc = pc
        (happened, happening) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Forgets. From then on nobody can log in, until the engine starts anew.
    package func begin(_ extent: Extent) async throws {
        let isPartial = extent == .allButTrust
        // While there still is somebody to tell.
        try await journal.log(.told(.unprovisioning))
        try await nvram.forget(
            exceptTables: Self.history + (isPartial ? Self.trust : []),
            exceptSettings: Self.pcSettings + (isPartial ? Self.trustSettings : [])
        )
        try await accounts.change { users in users = [] }
        // What the host still does for the settings of before; a host that refuses keeps nobody provisioned.
        try? await pc.answerPing(true)
        happening.yield()
    }
}

/// The engine has forgotten who manages it: whoever runs it starts it anew, as at its first start.
public struct Unprovisioned: Error {
    /// Creates the notice.
    public init() {}
}
