import Auditing
public import ObjectManager
import SystemDefense
import EngineEvents
import AccessControl
import Provisioning
import Servicing
public import PublicKeyManagement
import RemoteControl
import AMTSchema
import CIMModel
import Crypto
import FoundationEssentials
import Logging
public import NVRAM
public import VirtualPC
import WSMan

/// The management engine of one PC: answers WS-Management from the PC's real state.
public actor ManagementEngine {
    /// Who the endpoint is.
    public nonisolated let identity: Identity
    /// The files that an administrator keeps on the board for browsers.
    public nonisolated let webStorage: WebStorage
    let nvram: NVRAM
    nonisolated let journal: EventJournal
    nonisolated let eventing: Eventing
    let logger: Logger
    nonisolated let dispatcher: Dispatcher
    private let operations: Operations
    private let watch: Watch
    nonisolated let transport: TransportSettings
    var gate: Gate
    private let defense: DefenseControl
    nonisolated let agents: AgentKeeper
    private nonisolated let environment: EnvironmentDetection
    let pc: any VirtualPC
    private let alarms: AlarmClock
    private let generalSettings: GeneralSettings
    private let consent: ConsentDesk
    private let oblivion: Oblivion
    private let addresses: AddressBook
    let control: ControlGate
    nonisolated let setup: SetupDesk
    nonisolated let host: HostCommands
    let accounts: Accounts
    let access: Access
    let auditor: Auditor
    private let traps: TrapSender
    var contexts = EnumerationContexts()
    var messageNumber: UInt32 = 0
    private let started = ContinuousClock.now

    /// Opens the engine of a PC. The first time, `administrator` becomes its account.
    ///
    /// - Parameter ownCertificate: gives the certificate that is served before a console chooses one; made when nil.
    /// - Throws: `NVRAMError` when the memory cannot be used, ``EngineError`` when there is no account and none given.
    public init(
        identity: Identity,
        nvram: NVRAM,
        pc: any VirtualPC,
        administrator: (name: String, password: @Sendable () throws -> String?),
        ownCertificate: (@Sendable () throws -> SelfSignedIdentity)? = nil
    ) async throws {
        let digestRealm = try await Self.digestRealm(nvram)
        self.identity = identity
        self.nvram = nvram
        let traps = try await TrapStore(nvram: nvram)
        let clock = try await Clock(keptIn: nvram)
        let journal = EventJournal(nvram: nvram, clock: clock) { traps.settings.logs($0) }
        self.journal = journal
        let logger = Logger(label: "sekisho.engine.\(identity.name)")
        self.logger = logger
        webStorage = WebStorage(nvram: nvram)
        let eventing = Eventing(nvram: nvram, allowsLoopback: ForbiddenHost.isForbidden(identity.address))
        self.eventing = eventing
        operations = Operations(nvram: nvram)
        gate = Gate(digestRealm: digestRealm, key: SymmetricKey(size: .bits256).withUnsafeBytes(Array.init))
        let isNew = try await Self.makeAdministrator(administrator, digestRealm, nvram)
        let accounts = try await Accounts(nvram: nvram, digestRealm: digestRealm)
        self.accounts = accounts
        let trail = try await AuditTrail(nvram: nvram, clock: clock)
        try await trail.recordUnfinished()
        if isNew { try await trail.recordProvisioning() }
        let shop = RepairShop(pc: pc, nvram: nvram, journal: journal)
        let makeOwn = { @Sendable in try SelfSignedIdentity(name: identity.name, addresses: [identity.address]) }
        transport = TransportSettings(nvram: nvram, makeOwn: ownCertificate ?? makeOwn)
        let defense = try await DefenseControl(pc: pc, nvram: nvram, journal: journal, logger: logger)
        self.defense = defense
        try await defense.restore()
        let hand = OwnHand(button: PowerButton(pc: pc, boot: BootOrder(nvram: nvram)), trail: trail)
        let agents = try await AgentKeeper(nvram: nvram, journal: journal, hands: .of(hand, defense))
        self.agents = agents
        self.pc = pc
        let alarms = AlarmClock(nvram: nvram, hand: hand, logger: logger) { clock.seconds }
        self.alarms = alarms
        let general = GeneralSettings(identity: identity, digestRealm: digestRealm, nvram: nvram, pc: pc)
        generalSettings = general
        let setup = SetupDesk(
            nvram: nvram,
            accounts: accounts,
            journal: journal,
            administrator: SetupDesk.Administrator(name: administrator.name, digestRealm: digestRealm),
            now: { Date(timeIntervalSince1970: TimeInterval(clock.seconds)) },
            domain: { try await general.settings().domainName ?? "" }
        )
        self.setup = setup
        if isNew { try await setup.noteConfigured() }
        let begin = ContinuousClock.now
        let consent = ConsentDesk(nvram: nvram, pc: pc, journal: journal, logger: logger) {
            UInt64(clamping: (ContinuousClock.now - begin).components.seconds)
        }
        self.consent = consent
        let oblivion = Oblivion(nvram: nvram, accounts: accounts, journal: journal, pc: pc)
        self.oblivion = oblivion
        let addresses = AddressBook(nvram: nvram, pc: pc, journal: journal)
        self.addresses = addresses
        control = ControlGate(setup: setup, consent: consent)
        host = HostCommands(
            identity: identity,
            pc: pc,
            accounts: accounts,
            authorities: ProvisioningAuthorities(nvram: nvram),
            general: general,
            setup: setup,
            oblivion: oblivion,
            trail: trail
        )
        let providers = Providers(
            identity: identity,
            generalSettings: general,
            nvram: nvram,
            journal: journal,
            eventing: eventing,
            accountStore: accounts,
            trail: trail,
            traps: traps,
            pc: pc,
            operations: operations,
            shop: shop,
            agents: agents,
            transport: transport,
            defense: defense,
            clock: clock,
            alarms: alarms,
            setup: setup,
            consent: consent,
            oblivion: oblivion,
            addresses: addresses
        )
        environment = providers.environment
        await environment.judge()
        let dispatcher = providers.dispatcher
        self.dispatcher = dispatcher
        auditor = Auditor(trail: trail, accounts: accounts, boot: BootOrder(nvram: nvram), dispatcher: dispatcher)
        access = Access(accounts: accounts) { dispatcher.classNames(servedAs: $0) }
        self.traps = TrapSender(store: traps, identity: identity, logger: logger, events: journal.events())
        watch = Watch(
            pc: pc,
            nvram: nvram,
            journal: journal,
            operations: operations,
            repair: shop,
            agents: agents,
            logger: logger
        )
    }

    /// Follows the PC and does the work that requests begin, until the surrounding task is cancelled.
    ///
    /// - Throws: ``Unprovisioned`` when a console has unprovisioned the engine, ``Readdressed`` when one has given it other
    ///   addresses; it then is to be opened anew.
    public nonisolated func run() async throws {
        try await generalSettings.restore()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.watch.run() }
            group.addTask { await self.defense.run() }
            group.addTask { await self.environment.run() }
            group.addTask { await self.agents.run(AgentPresence.Host(await self.pc.status().powerState)) }
            group.addTask { await self.alarms.run() }
            group.addTask { await self.consent.run() }
            group.addTask { try await self.end(after: self.oblivion.happened, by: Unprovisioned()) }
            group.addTask { try await self.end(after: self.addresses.moved, by: Readdressed()) }
            group.addTask { try await self.operations.run() }
            group.addTask { await self.traps.run() }
            // The first that fails ends the others.
            for try await _ in group {}
        }
    }

    /// The answer to the console that asked for it is on its way when the engine ends.
    private nonisolated func end(after happened: AsyncStream<Void>, by reason: any Error) async throws {
        for await _ in happened {
            try await Task.sleep(for: .seconds(1))
            throw reason
        }
    }

    /// Whether somebody manages the PC. One that nobody manages shows nothing of it to the network.
    public nonisolated func isManaged() async -> Bool { await setup.isManaged }

    /// Returns once somebody manages the PC.
    public nonisolated func waitUntilManaged() async throws { try await setup.waitUntilManaged() }

    /// What the management ports offer now, and then after each change that a console commits.
    ///
    /// - Parameter check: throws when an offer cannot be carried out; a console that commits one is refused.
    public nonisolated func transportSecurity(
        checkedBy check: @escaping @Sendable (TransportSecurity) throws -> Void = { _ in }
    ) async throws -> AsyncStream<TransportSecurity> {
        try await transport.offers(checkedBy: check)
    }

    /// Whether the plain port is open, which is known before a certificate has been made.
    public nonisolated func offersPlain() async throws -> Bool {
        let network = try await transport.active().network
        return network.acceptsPlain || !network.isEnabled
    }

    /// What the engine's own page shows.
    public nonisolated func systemStatus() async -> SystemStatus {
        SystemStatus(
            hostName: identity.name,
            address: identity.address,
            uuid: identity.uuid,
            isOn: await watch.pc.status().powerState == .on
        )
    }

    var seconds: UInt64 { milliseconds / 1000 }

    var milliseconds: UInt64 {
        let (seconds, attoseconds) = (ContinuousClock.now - started).components
        return UInt64(clamping: seconds) * 1000 + UInt64(clamping: attoseconds / 1_000_000_000_000_000)
    }
}
