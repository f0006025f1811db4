package import ObjectManager
import PublicKeyManagement
package import AccessControl
import AMTSchema
package import FoundationEssentials
package import NVRAM

/// In which mode the engine is controlled.
package enum ControlMode: UInt8, Codable, Hashable, Sendable {
    /// Nobody manages it.
    case none
    /// Whoever runs programs on the PC has set it up; the user is asked before others meddle.
    case client
    /// The company has set it up.
    case admin
}

/// Sets the engine up from inside the PC, and forgets all of it again.
///
/// An engine that is given a password at its first start is in admin control mode from then on. One that is given none
/// waits for a program on the PC: ``setUp(_:proof:)`` makes the administrator in client control mode,
/// ``setUpAsAdmin(_:proof:)`` in admin control mode for who proves to be the company by a certificate chain.
package actor SetupDesk {
    typealias Status = IPS.HostBasedSetupService.SetupStatus

    private static let (recordKey, clientKey) = ("setup.record", "setup.clientDisabled")
    static let nonceBytes = 20

    /// The administrator that setup makes.
    package struct Administrator: Sendable {
        let name: String
        let digestRealm: String

        package init(name: String, digestRealm: String) {
            self.name = name
            self.digestRealm = digestRealm
        }
    }

    private let nvram: NVRAM
    private let accounts: Accounts
    private let journal: EventJournal
    private let authorities: ProvisioningAuthorities
    private let administrator: Administrator
    /// The domain that a certificate must be for.
    private let domain: @Sendable () async throws -> String
    private let now: @Sendable () -> Date
    private var chain = ProvisioningChain()
    /// What the next proof must sign, made anew after each.
    private(set) var nonce = SetupDesk.freshNonce()
    /// Whether a setup is being written; a second one waits for nothing and is refused.
    private var isBeginning = false
    /// Those who wait until somebody manages the engine.
    private var waiting: [AsyncStream<Void>.Continuation] = []

    package init(
        nvram: NVRAM,
        accounts: Accounts,
        journal: EventJournal,
        administrator: Administrator,
        now: @escaping @Sendable () -> Date,
        domain: @escaping @Sendable () async throws -> String
    ) {
        self.nvram = nvram
        self.accounts = accounts
        self.journal = journal
        authorities = ProvisioningAuthorities(nvram: nvram)
        self.administrator = administrator
        self.domain = domain
        self.now = now
    }

    /// Whether somebody manages the engine.
    package var isManaged: Bool { accounts.all.contains(where: \.isAdministrator) }

    /// Returns once somebody manages the engine.
    package func waitUntilManaged() async throws {
        guard !isManaged else { return }
        let (setup, completion) = AsyncStream.makeStream(of: Void.self)
        waiting.append(completion)
        for await _ in setup {}
        try Task.checkCancellation()
    }

    /// The mode. An administrator whom no setup has made was given at the first start.
    package func mode() async throws -> ControlMode {
        guard isManaged else { return .none }
        return try await record()?.mode ?? .admin
    }

    /// How the engine was set up; nil when nobody manages it.
    package func record() async throws -> SetupRecord? {
        guard isManaged else { return nil }
        return try await nvram.setting(Self.recordKey, as: SetupRecord.self)
    }

    /// Notes that the configuration of the first start has set the engine up.
    package func noteConfigured() async throws { try await note(.configuration) }

    private func note(_ way: SetupRecord.Way) async throws {
        let seconds = UInt32(clamping: Int64(now().timeIntervalSince1970))
        try await nvram.set(SetupRecord(way: way, at: seconds), for: Self.recordKey)
    }

    /// The modes that setup may choose.
    func allowedModes() async throws -> [ControlMode] {
        try await isClientDisabled() ? [.admin] : [.admin, .client]
    }

    /// How far the chain has come: 0 none, 1 in progress, 2 complete.
    var chainStatus: UInt8 { chain.status }

    /// Adds a certificate to the chain that the next setup is proven with.
    func add(_ der: [UInt8], isLeaf: Bool, isRoot: Bool) async throws -> ProvisioningChain.Addition {
        guard try await mode() != .admin else { return .invalidState }
        return chain.add(der, isLeaf: isLeaf, isRoot: isRoot, at: now())
    }

    /// Sets the engine up in client control mode.
    func setUp(_ secret: String?, proof: SetupProof?) async throws -> Status {
        guard try await mode() == .none else { return .invalidState }
        guard try await !isClientDisabled() else { return .methodDisabled }
        guard let secret else { return .invalidParameter }
        if let proof, !proof.isSigned(over: takeNonce()) { return .authenticationFailed }
        return try await begin(.program(certificate: proof?.certificate.digest), secret)
    }

    /// Sets the engine up in admin control mode, for who proves to be the company.
    func setUpAsAdmin(_ secret: String?, signature: SetupSignature?) async throws -> Status {
        guard try await mode() == .none else { return .invalidState }
        guard let secret, let signature else { return .invalidParameter }
        guard let company = try await company(provenBy: signature) else { return .authenticationFailed }
        return try await begin(.company(company), secret)
    }

    /// Goes from client to admin control mode, for who proves to be the company.
    func upgrade(_ signature: SetupSignature?) async throws -> Status {
        guard try await mode() == .client else { return .invalidState }
        guard let signature else { return .invalidParameter }
        guard let company = try await company(provenBy: signature) else { return .authenticationFailed }
        try await note(.company(company))
        try await journal.log(.told(.controlModeChanged))
        return .success
    }

    /// Forbids client control mode from now on.
    func disableClientMode() async throws -> Status {
        guard try await mode() != .client else { return .invalidState }
        try await nvram.set(true, for: Self.clientKey)
        return .success
    }

    /// The chain and the nonce serve one proof, good or bad.
    private func company(provenBy signature: SetupSignature) async throws -> SetupRecord.Company? {
        let (nonce, ends) = (takeNonce(), chain.ends)
        chain = ProvisioningChain()
        guard let (leaf, root) = ends, let authority = try await authorities.authority(trusting: root.digest),
            leaf.mayProvision(try await domain()), leaf.hasSigned(signature, over: nonce)
        else { return nil }
        return SetupRecord.Company(
            commonName: leaf.commonName,
            authority: authority.digest,
            isDefault: authority.isDefault
        )
    }

    /// The record comes first: without the administrator it does not count.
    private func begin(_ way: SetupRecord.Way, _ secret: String) async throws -> Status {
        guard !isBeginning else { return .invalidState }
        isBeginning = true
        defer { isBeginning = false }
        guard try await mode() == .none else { return .invalidState }
        try await note(way)
        let new = UserRecord(
            name: administrator.name,
            digestRealm: administrator.digestRealm,
            ha1: secret,
            realms: [3],
            isAdministrator: true,
            isEnabled: true
        )
        try await accounts.change { users in users.append(new) }
        for completion in waiting { completion.finish() }
        waiting = []
        try await journal.log(.told(.provisioned))
        return .success
    }

    private func isClientDisabled() async throws -> Bool {
        try await nvram.setting(Self.clientKey, as: Bool.self) ?? false
    }

    private func takeNonce() -> [UInt8] {
        defer { nonce = Self.freshNonce() }
        return nonce
    }

    private static func freshNonce() -> [UInt8] { (0..<nonceBytes).map { _ in UInt8.random(in: .min ... .max) } }
}
