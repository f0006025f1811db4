import ApplianceLink
import FoundationEssentials
import Glibc
import Inventory
import Logging
import NIOPosix
import PacketPolicy

/// The appliance: one guard, one long request at a time, and what the engine asks of them.
actor Appliance {
    /// The version of the program.
    static let version = "0.1.0"

    private let layout: Layout
    private let branch: Branch
    private let door: CacheDoor
    private let threads: NIOThreadPool
    private let states: ServiceStates
    private let outbox: Outbox
    private let recorder: Recorder
    /// Where news of what is home go.
    private let homes: AsyncStream<HomeNetworks>.Continuation
    private let log: Logger
    private var guardian = Guard()
    private var running: Abandonment?

    init(
        layout: Layout,
        branch: Branch,
        door: CacheDoor,
        threads: NIOThreadPool,
        states: ServiceStates,
        outbox: Outbox,
        recorder: Recorder,
        homes: AsyncStream<HomeNetworks>.Continuation,
        log: Logger
    ) {
        self.layout = layout
        self.branch = branch
        self.door = door
        self.threads = threads
        self.states = states
        self.outbox = outbox
        self.recorder = recorder
        self.homes = homes
        self.log = log
    }

    /// How the appliance is.
    func health() async -> ApplianceHealth {
        await HealthProbe(layout: layout, threads: threads).health(services: states)
    }

    /// Does what the engine asks and returns the answer; a refusal carries its reason.
    func answer(_ request: ApplianceRequest, id: Int) async -> ApplianceReply {
        do throws(ApplianceError) {
            return request.isLong ? try await begin(request, id) : try await now(request)
        } catch {
            log.warning("request \(id) is refused: \(error)")
            return .refused(String(describing: error))
        }
    }

    /// Acts on what the guard has seen.
    func judge(_ event: GuardEvent) async {
        for action in guardian.judge(event, at: Date(), id: UUID().uuidString) {
            switch action {
            case .block(let address): await block(address)
            case .requestQuarantine(let finding): outbox.put(.event(.quarantineRequested(finding)))
            case .note(let finding): outbox.put(.event(.noted(finding)))
            case .file(let finding): file(finding)
            case .settle(let home): homes.yield(home)
            }
        }
    }

    /// Acts on packets that the intrusion detection did not see, and says whether the wire may stay open.
    func bears(unseen percentage: Int) async -> Bool {
        await judge(.unseen(percentage))
        return guardian.policy.action(for: .blind) < .drop
    }

    /// Takes up stance, policy and block lists where they were left; closed until the engine says otherwise, and with the
    /// standard policy, when there are none. What a user OS might reach before is forgotten.
    func restore() async {
        door.forget()
        let stance = Stance(rawValue: Files.text(layout.stanceFile)) ?? .quarantine
        guardian.policy = policies.current ?? .standard
        guardian.blockList = lists.current ?? BlockList()
        do throws(ApplianceError) { try Files.replace(layout.home, with: guardian.home.configuration.utf8) } catch {
            log.error("the intrusion detection does not start: \(error)")
        }
        do throws(ApplianceError) { try branch.restore() } catch {
            log.error("this appliance has no part in its branch: \(error)")
        }
        do throws(ApplianceError) {
            try await kernel.apply(stance)
            try await prepareInline(guardian.policy)
            try await kernel.apply(guardian.policy)
            try await kernel.apply(guardian.blockList)
        } catch {
            log.error("the guard is not as it was: \(error)")
        }
    }

    /// Tells the intrusion detection what is home; when it does not run yet, it reads that as it starts.
    nonisolated func settle(_ home: HomeNetworks) async {
        let socket = layout.suricataSocket
        do {
            try Files.replace(layout.home, with: home.configuration.utf8)
            try await threads.runIfActive { try SuricataControl(path: socket).reload() }
        } catch {
            log.warning("the intrusion detection does not know yet what is home: \(error)")
        }
    }

    private func file(_ finding: Finding) {
        log.warning("finding: \(finding.summary)")
        outbox.put(.event(.finding(finding)))
        recorder.keep(finding)
    }
}

extension Appliance {
    /// The stance holds in the kernel, and the engine tells it to every new appliance: a full disk is no refusal.
    private func remember(_ stance: Stance) {
        do throws(ApplianceError) {
            try Files.replace(layout.stanceFile, with: stance.rawValue.utf8)
        } catch {
            log.error("the stance is not remembered: \(error)")
        }
    }

    private func now(_ request: ApplianceRequest) async throws(ApplianceError) -> ApplianceReply {
        switch request {
        case .health: return .health(await health())
        case .findings: return .findings(guardian.findings)
        case .cancel: running?.request()
        case .pause: running?.isPaused = true
        case .resume: running?.isPaused = false
        case .keptFiles: return .kept(kept.all)
        case .forgetKept(let id): try kept.forget(id)
        case .setStance(let stance):
            // Each installation has an order of its own; one that nobody ended ends with the stance that comes next.
            door.forget()
            try await kernel.apply(stance)
            remember(stance)
            guardian.rearm()
            if stance != .quarantine { Files.remove(layout.cutOffPage) }
        case .tellUser(let notice): try Files.replace(layout.cutOffPage, with: CutOffPage(notice: notice).html.utf8)
        case .setBranch(let role): try branch.take(role)
        case .openCache(let repositories): try await door.open(to: repositories)
        case .evidence(let order):
            return .evidence(try EvidenceStore(folder: layout.evidence).piece(order))
        case .updateDefinitions, .updateRules, .updatePolicy, .updateLists, .scan, .stagePackages, .listUpdates,
            .stageKept:
            throw .busy
        }
        return .done
    }

    private func begin(_ request: ApplianceRequest, _ id: Int) async throws(ApplianceError) -> ApplianceReply {
        guard running == nil else { throw .busy }
        let abandonment = Abandonment()
        running = abandonment
        defer { running = nil }
        let progress = WorkProgress(id: id, outbox: outbox)
        // Where files are scanned, the scan itself says when it comes no further.
        if case .scan = request { return try await work(request, progress, abandonment) }
        async let _: Void = progress.repeating()
        return try await work(request, progress, abandonment)
    }

    private func work(
        _ request: ApplianceRequest,
        _ progress: WorkProgress,
        _ abandonment: Abandonment
    ) async throws(ApplianceError) -> ApplianceReply {
        let publisher = Publisher(path: layout.publisher)
        switch request {
        case .updateDefinitions(let order):
            let store = EditionStore(folder: layout.definitions)
            try await Definitions(store: store, fetcher: direct, publisher: publisher).update(
                order,
                unless: abandonment
            )
            return .health(await health())
        case .updateRules(let order):
            let store = EditionStore(folder: layout.rules)
            try await Rules(store: store, fetcher: direct, layout: layout, publisher: publisher)
                .update(order, unless: abandonment)
            try await prepareInline(guardian.policy)
            return .done
        case .updatePolicy(let order): return try await take(policy: order, abandonment)
        case .updateLists(let order): return try await take(lists: order, abandonment)
        case .scan(let order):
            let scanner = Scanner(layout: layout, threads: threads, states: states)
            return .scan(try await scanner.scan(order, unless: abandonment, progress: progress.tell))
        case .stagePackages(let order): return .staged(try await stage(order, progress, abandonment))
        case .listUpdates(let query):
            try PackageStaging.makeEmpty(layout.staging)
            let list = UpdateList(reader: reader)
            return .updates(try await list.missing(query, unless: abandonment, progress: progress.tell))
        case .stageKept(let id): return try await stageKept(id)
        case .health, .setStance, .findings, .evidence, .cancel, .pause, .resume, .keptFiles, .forgetKept,
            .setBranch, .openCache, .tellUser:
            return try await now(request)
        }
    }

    private var cached: Fetcher { Fetcher(threads: threads, proxy: layout.cache) }

    private var reader: IndexReader {
        IndexReader(folder: layout.staging, fetcher: cached, keyrings: layout.keyrings)
    }

    private var kept: KeptFiles { KeptFiles(folder: layout.kept) }

    private func payload() throws(ApplianceError) -> PayloadDisk {
        guard let disk = BlockDevices.name(serial: "sekisho-payload") else { throw .failed("no payload disk") }
        return PayloadDisk(device: "/dev/\(disk)")
    }

    private func stageKept(_ id: String) async throws(ApplianceError) -> ApplianceReply {
        let (file, disk) = (try kept.file(id), try payload())
        let path = kept.content(of: file)
        let threads = threads
        do {
            try await threads.runIfActive { try disk.write([(path: path, name: "kept")]) }
        } catch {
            throw error as? ApplianceError ?? .failed("\(error)")
        }
        return .keptStaged(file)
    }

    private func stage(
        _ order: PackageOrder,
        _ progress: WorkProgress,
        _ abandonment: Abandonment
    ) async throws(ApplianceError) -> PayloadManifest {
        let disk = try payload()
        let staging = PackageStaging(folder: layout.staging, fetcher: cached, reader: reader)
        return try await staging.stage(
            order,
            on: disk,
            unless: abandonment,
            progress: progress.tell
        )
    }

    private func block(_ address: String) async {
        do throws(ApplianceError) { try await kernel.block(address) } catch {
            log.error("\(address) is not blocked: \(error)")
        }
    }
}

extension Appliance {
    private var direct: Fetcher { Fetcher(threads: threads, proxy: nil, shared: branch.cache) }
    private var kernel: KernelGuard { KernelGuard(layout: layout, threads: threads) }
    private var policies: TextEdition<GuardPolicy> { .policy(layout, direct) }
    private var lists: TextEdition<BlockList> { .lists(layout, direct) }

    private func take(
        policy order: Download,
        _ abandonment: Abandonment
    ) async throws(ApplianceError) -> ApplianceReply {
        let policy = try await policies.fetch(order, unless: abandonment)
        do throws(ApplianceError) {
            try await prepareInline(policy)
            try await kernel.apply(policy)
        } catch {
            try await prepareInline(guardian.policy)
            throw error
        }
        try policies.adopt(order)
        guardian.policy = policy
        return .done
    }

    private func take(
        lists order: Download,
        _ abandonment: Abandonment
    ) async throws(ApplianceError) -> ApplianceReply {
        let list = try await lists.fetch(order, unless: abandonment)
        try await kernel.apply(list)
        try lists.adopt(order)
        guardian.blockList = list
        return .done
    }

    /// Gives the traffic in line its rules, or takes them away when the policy holds none.
    private func prepareInline(_ policy: GuardPolicy) async throws(ApplianceError) {
        guard !policy.inline.isEmpty else { return Files.remove(layout.inlineRules) }
        let classes = Files.text(layout.configuration + "/classification.config")
        let folder = layout.rules + "/current"
        let rules = Files.names(in: folder).filter { $0.hasSuffix(".rules") }
            .compactMap { Files.read("\(folder)/\($0)", longest: 128 << 20) }
            .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
        try Files.replace(
            layout.inlineRules,
            with: InlineRules(classes: classes, policy: policy).text(rules).utf8
        )
        // It may not run yet; when it starts, it reads them.
        let socket = layout.inlineCommandSocket
        try? await threads.runIfActive { try SuricataControl(path: socket).reload() }
    }
}
