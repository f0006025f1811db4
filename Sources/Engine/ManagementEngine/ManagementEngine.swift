import Crypto
import AMTSchema
import CIMModel
import FoundationEssentials
import HTTPDigest
import Logging
public import NVRAM
public import VirtualPC
import WSMan
import XML

/// The management engine of one PC: answers WS-Management from the PC's real state.
public actor ManagementEngine {
    /// Who the endpoint is.
    public nonisolated let identity: Identity
    /// The files that an administrator keeps on the board for browsers.
    public nonisolated let webStorage: WebStorage
    private let nvram: NVRAM
    nonisolated let journal: EventJournal
    let eventing: Eventing
    private let logger: Logger
    nonisolated let dispatcher: Dispatcher
    private let operations: Operations
    private let watch: Watch
    nonisolated let transport: TransportSettings
    private var gate: Gate
    private let defense: DefenseControl
    nonisolated let agents: AgentKeeper
    private let pc: any VirtualPC
    private let alarms: AlarmClock
    private let generalSettings: GeneralSettings
    private let accounts: Accounts
    let access: Access
    private let auditor: Auditor
    private let traps: TrapSender
    private var contexts = EnumerationContexts()
    private var messageNumber: UInt32 = 0
    private let started = ContinuousClock.now

    /// Opens the engine of a PC. The first time, `administrator` becomes its account.
    ///
    /// - Parameter ownCertificate: gives the certificate that is served before a console chooses one; made when nil.
    /// - Throws: ``NVRAMError`` when the memory cannot be used, ``EngineError`` when there is no account and none given.
    public init(
        identity: Identity,
        nvram: NVRAM,
        pc: any VirtualPC,
        administrator: (name: String, password: @Sendable () throws -> String),
        ownCertificate: (@Sendable () throws -> SelfSignedIdentity)? = nil
    ) async throws {
        let digestRealm = try await Self.digestRealm(nvram)
        self.identity = identity
        self.nvram = nvram
        let traps = try await TrapStore(nvram: nvram)
        let journal = EventJournal(nvram: nvram) { await traps.settings.logs($0) }
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
        let clock = try await Clock(keptIn: nvram)
        let trail = try await AuditTrail(nvram: nvram, clock: clock)
        if isNew { try await trail.recordProvisioning() }
        let shop = RepairShop(pc: pc, nvram: nvram)
        let makeOwn = { @Sendable in try SelfSignedIdentity(name: identity.name, addresses: [identity.address]) }
        transport = TransportSettings(nvram: nvram, makeOwn: ownCertificate ?? makeOwn)
        let defense = try await DefenseControl(pc: pc, nvram: nvram, journal: journal, logger: logger)
        self.defense = defense
        try await defense.restore()
        let agents = try await AgentKeeper(nvram: nvram, journal: journal, hands: .of(pc, defense))
        self.agents = agents
        self.pc = pc
        let alarms = AlarmClock(nvram: nvram, pc: pc, logger: logger) { clock.seconds }
        self.alarms = alarms
        let providers = Providers(
            identity: identity,
            digestRealm: digestRealm,
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
            alarms: alarms
        )
        let dispatcher = providers.dispatcher
        self.dispatcher = dispatcher
        auditor = Auditor(trail: trail, accounts: accounts, boot: BootOrder(nvram: nvram), dispatcher: dispatcher)
        access = Access(accounts: accounts) { dispatcher.classNames(servedAs: $0) }
        self.traps = TrapSender(store: traps, identity: identity, logger: logger, events: journal.events())
        generalSettings = providers.generalSettings
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
    public nonisolated func run() async throws {
        try await generalSettings.restore()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.watch.run() }
            group.addTask { await self.defense.run() }
            group.addTask { await self.agents.run(AgentPresence.Host(await self.pc.status().powerState)) }
            group.addTask { await self.alarms.run() }
            group.addTask { try await self.operations.run() }
            group.addTask { await self.traps.run() }
            // The first that fails ends the others.
            for try await _ in group {}
        }
    }

    /// What the management ports offer now, and then after each change that a console commits.
    public nonisolated func transportSecurity() async throws -> AsyncStream<TransportSecurity> {
        try await transport.offers()
    }

    /// Whether the plain port is open, which is known before a certificate has been made.
    public nonisolated func offersPlain() async throws -> Bool {
        let network = try await transport.active().network
        return network.acceptsPlain || !network.isEnabled
    }

    /// The value of a `WWW-Authenticate` header.
    ///
    /// - Parameter isStale: tells the client that its password is right and its answer too old.
    public func challenge(isStale: Bool = false) -> String { gate.challenge(now: milliseconds, isStale: isStale) }

    /// Who sends a request, as its credentials prove.
    ///
    /// - Parameter turn: what an earlier call gave the same request to wait for.
    public func admit(
        _ untrustedHeader: String?,
        method: String,
        uri: String,
        from interface: Caller.Interface,
        isEncrypted: Bool,
        turn: LoginTurn? = nil
    ) async -> Admission {
        let request = Gate.Request(
            untrustedHeader: untrustedHeader,
            method: method,
            uri: uri,
            address: interface.address,
            turn: turn
        )
        switch gate.judge(request, now: milliseconds, secret: { accounts.secret(of: $0, from: interface) }) {
        case .passes(let user):
            return .admitted(Caller(user: user, interface: interface, isEncrypted: isEncrypted))
        case .unanswered, .turnedAway: return .unanswered
        case .stale: return .stale
        case .waits(let turn): return .waiting(turn)
        case .refused(let user, let failures):
            if let failures {
                await report(.passwordAttack(count: UInt16(clamping: failures), from: interface.address))
                await auditor.tellBadCredentials(of: user, from: interface)
            }
            return .refused(untrustedUser: user)
        }
    }

    /// A log that is full or broken keeps nobody out and lets nobody in.
    private func report(_ event: LoggedEvent) async {
        do {
            try await journal.log(event)
        } catch {
            logger.error("an event was not logged", metadata: ["event": "\(event.text)", "error": "\(error)"])
        }
    }

    /// Answers an envelope with an envelope.
    public func answer(
        _ untrustedEnvelope: [UInt8],
        for caller: Caller
    ) async -> (envelope: [UInt8], isFault: Bool) {
        let number = nextNumber()
        var messageID = ""
        do {
            let request = try WSManRequest(untrusted: untrustedEnvelope)
            messageID = request.messageID
            return (try await carryOut(request, number, caller), false)
        } catch {
            let fault = WSManFault(error)
            return (
                Envelope.fault(fault.relatesTo.isEmpty ? fault.relating(to: messageID) : fault, number: number), true
            )
        }
    }

    /// The number of the next message that the engine sends.
    func nextNumber() -> UInt32 {
        messageNumber &+= 1
        return messageNumber
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

    private func carryOut(_ request: WSManRequest, _ number: UInt32, _ caller: Caller) async throws -> [UInt8] {
        if request.operation == .identify {
            return Envelope.identity(vendor: "Intel(R)", version: "AMT \(Identity.amtVersion)")
        }
        try access.check(request.operation, on: request.resourceURI, by: caller)
        let body = try await auditor.carryOut(request, by: caller) { try await self.body(for: request, caller) }
        let action = request.operation.answerAction(on: request.resourceURI)
        let envelope = Envelope.response(
            to: request,
            action: action,
            body: body,
            number: number,
            dated: Inheritance.resourcesWithDatetime
        )
        guard envelope.count <= request.envelopeLimit ?? .max else {
            throw WSManFault.encodingLimit.with(faultDetail: "MaxEnvelopeSizeExceeded")
        }
        return envelope
    }

    private func body(for request: WSManRequest, _ caller: Caller) async throws -> XMLElement? {
        let (resource, selectors) = (request.resourceURI, request.selectors)
        switch request.operation {
        case .get: return try await dispatcher.get(resource, selectors)
        case .put: return try await dispatcher.put(resource, selectors, try request.instance, by: caller)
        case .create:
            let reference = try await dispatcher.create(resource, try request.instance, by: caller)
            return reference.renamed("ResourceCreated", in: WSManURI.transfer)
        case .delete: try await dispatcher.delete(resource, selectors, by: caller)
        case .enumerate: return try await enumerate(request, caller)
        case .pull: return try pull(request, caller)
        case .release: try contexts.release(request.enumerationContext, for: caller.user)
        case .invoke(let method):
            return try await dispatcher.invoke(resource, method, selectors, request.body, by: caller)
        case .subscribe: return try await eventing.subscribe(request)
        case .unsubscribe: try await eventing.unsubscribe(selectors)
        case .renew: return try await eventing.renew(request)
        case .identify: break
        }
        return nil
    }

    private func enumerate(_ request: WSManRequest, _ caller: Caller) async throws -> XMLElement {
        let wanted = try request.enumeration()
        let items = try await dispatcher.enumerate(request.resourceURI, wanted)
        let context = contexts.open(items, for: caller.user, now: seconds)
        guard wanted.isOptimized else { return EnumerationAnswers.enumerate(context: context) }
        let (first, more) = try contexts.pull(
            context,
            for: caller.user,
            request.limits(wanted.maxElements),
            now: seconds
        )
        return EnumerationAnswers.enumerate(first, context: more ? context : nil)
    }

    private func pull(_ request: WSManRequest, _ caller: Caller) throws -> XMLElement {
        let context = request.enumerationContext
        let (items, more) = try contexts.pull(
            context,
            for: caller.user,
            request.limits(request.maxElements),
            now: seconds
        )
        return EnumerationAnswers.pull(items, context: more ? context : nil)
    }

    private var seconds: UInt64 { milliseconds / 1000 }

    private var milliseconds: UInt64 {
        let (seconds, attoseconds) = (ContinuousClock.now - started).components
        return UInt64(clamping: seconds) * 1000 + UInt64(clamping: attoseconds / 1_000_000_000_000_000)
    }
}

extension WSManRequest {
    /// The instance that a Put or Create carries.
    fileprivate var instance: XMLElement {
        get throws(WSManFault) {
            guard let body else { throw .schemaValidationError }
            return body
        }
    }
}

extension ManagementEngine {
    /// The digest realm is made once and kept, for consoles know the device by it.
    private static func digestRealm(_ nvram: NVRAM) async throws -> String {
        if let kept = try await nvram.setting("digestRealm", as: String.self) { return kept }
        let digits = UUID().uuidString.filter { $0 != "-" }.uppercased()
        let made = "Digest:" + digits
        try await nvram.set(made, for: "digestRealm")
        return made
    }

    /// - Returns: whether there was none before.
    private static func makeAdministrator(
        _ administrator: (name: String, password: @Sendable () throws -> String),
        _ digestRealm: String,
        _ nvram: NVRAM
    ) async throws -> Bool {
        guard try await !nvram.users().contains(where: \.isAdministrator) else { return false }
        let password = try administrator.password()
        guard password.utf8.count >= 8 else { throw EngineError.weakPassword }
        let secret = HTTPDigest.secret(user: administrator.name, digestRealm: digestRealm, password: password)
        try await nvram.set(
            UserRecord(
                name: administrator.name,
                digestRealm: digestRealm,
                ha1: secret,
                realms: [3],
                isAdministrator: true,
                isEnabled: true
            )
        )
        return true
    }
}

/// Why an engine cannot be opened.
public enum EngineError: Error, Sendable, CustomStringConvertible {
    case weakPassword

    /// What to do.
    public var description: String {
        switch self {
        case .weakPassword: "the administrator's password must have at least 8 characters"
        }
    }
}

extension WSManFault {
    /// What the sender is told of an error.
    init(_ error: any Error) {
        switch error {
        case let fault as WSManFault: self = fault
        case let error as PCError: self = .internalError.with(detail: error.description)
        case let error as NVRAMError: self = .internalError.with(detail: error.description)
        default: self = .internalError
        }
    }
}
