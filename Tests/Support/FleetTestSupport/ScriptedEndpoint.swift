public import Fleet
import FoundationEssentials
public import Inventory
public import PacketPolicy

/// An endpoint made of state: it does what it is asked after a while on the manual clock, and remembers what it was asked.
public actor ScriptedEndpoint {
    /// What makes up the PC; tests set it before the story begins.
    public struct World: Sendable {
        public var power = PowerState.on
        public var stance = Stance.open
        /// Whether the disk of the user OS has a system that comes up.
        public var isBootable = true
        public var agent = true
        public var pendingBoot: BootDevice?
        /// Whether the next start erases.
        public var isErasurePending = false
        public var definitions = "1"
        /// The versions of what the guard has.
        public var rules = "1"
        public var lists: String?
        public var policy: String?
        public var infections: [Infection] = []
        /// What a scan does not read, each with the reason: by its nature, and though it should.
        public var unreadable: [String] = []
        public var unscanned: [String] = []
        /// How long any work takes.
        public var workSeconds = 5.0
        /// True when work does not tell that it moves.
        public var isStuck = false
        public var installed = "1.0"
        public var inRepository = "1.1"
        public var onPayload: String?
        public var findings: [Finding] = []
        public var events: [EndpointEvent] = []
        public var facts: [SoftwareFact] = []
        /// Commands, by their words, that are refused.
        public var refused: Set<String> = []
        /// What was installed when the snapshot was taken; nil while there is none.
        public var kept: String?
        /// Whether the data of the user are there.
        public var hasData = true
        /// True when what is installed works after a restart only.
        public var updatesNeedRestart = false
        var needsRestart = false
        /// True when the user OS does not come up with the update.
        public var isSpoiltByUpdate = false
        /// True when removed files come back.
        public var isStubborn = false
        /// True when the user OS takes longer to come up than anybody waits.
        public var comesUpSlowly = false
        /// True when the installation medium does not work.
        public var isInstallerBroken = false
        /// True when the user OS pays no heed to the power button.
        public var ignoresShutdown = false
        /// True for AMT hardware: no appliance, no stance, no repair.
        public var isPlainAMT = false
        /// Set while nothing answers.
        public var silence: FleetError?
        /// False when the endpoint cannot tell whether a one-time start is still to come.
        public var tellsPendingBoot = true

        public init() {}
    }

    public var world: World
    /// What it was asked to do, in order; questions are not counted.
    public private(set) var commands: [String] = []
    /// The case whose number the person at the endpoint sees.
    private var toldCase: String?

    private let clock: ManualClock
    private var silenceAtStart: FleetError?
    private var coming: [(at: Date, change: @Sendable (inout World, Date) -> Void)] = []
    private var works: [String: (order: WorkOrder, until: Date, end: EndpointOperation?)] = [:]

    public init(_ clock: ManualClock, _ world: World) {
        self.clock = clock
        self.world = world
    }

    /// Changes the PC behind everyone's back.
    public func change(_ body: @Sendable (inout World) -> Void) {
        body(&world)
    }

    /// Makes the engine itself silent for ten seconds, from the next start on.
    public func fallSilent(duringStart silence: FleetError) {
        silenceAtStart = silence
    }

    private func catchUp() throws(FleetError) {
        while let next = coming.first, next.at <= clock.now {
            coming.removeFirst()
            next.change(&world, next.at)
        }
        if let silence = world.silence { throw silence }
    }

    private func later(_ seconds: Double, _ change: @escaping @Sendable (inout World, Date) -> Void) {
        coming.append((clock.now.addingTimeInterval(seconds), change))
        coming.sort { $0.at < $1.at }
    }

    private func take(_ command: String) throws(FleetError) {
        try catchUp()
        commands.append(command)
        guard !world.refused.contains(command) else { throw FleetError.refused("\(command) is refused") }
    }

    private func needsAppliance(_ thing: String) throws(FleetError) {
        try catchUp()
        guard !world.isPlainAMT else { throw FleetError.notOffered("there is no \(thing)") }
    }
}

extension ScriptedEndpoint: EndpointControl {
    public func power() throws(FleetError) -> PowerReport {
        try catchUp()
        return PowerReport(state: world.power, available: world.power.isOff ? [.on] : [.offGraceful, .cycle])
    }

    public func perform(_ action: PowerAction) throws(FleetError) {
        try take("power \(action.rawValue)")
        switch action {
        case .offGraceful:
            guard !world.ignoresShutdown else { return }
            later(6) { world, _ in
                world.power = .offSoft
                world.agent = false
            }
        case .offHard:
            world.power = .offHard
            world.agent = false
        default: start()
        }
    }

    private func start() {
        world.power = .on
        world.agent = false
        if let silenceAtStart {
            world.silence = silenceAtStart
            later(10) { world, _ in world.silence = nil }
        }
        if world.isErasurePending { (world.isErasurePending, world.isBootable, world.hasData) = (false, false, false) }
        let device = world.pendingBoot ?? .disk
        world.pendingBoot = nil
        if device == .cd {
            guard !world.isInstallerBroken else { return }
            later(90) { $0.install(at: $1) }
        } else if world.isBootable {
            later(world.comesUpSlowly ? 100_000 : 20) { $0.comeUp(at: $1) }
        }
    }

    public func bootOnce(from device: BootDevice) throws(FleetError) {
        try take("boot once \(device.rawValue)")
        world.pendingBoot = device
    }

    public func eraseOnce() throws(FleetError) {
        try take("erase once")
        world.isErasurePending = true
    }

    public func isBootOncePending() throws(FleetError) -> Bool {
        try catchUp()
        guard world.tellsPendingBoot else { throw FleetError.notOffered("it cannot tell") }
        return world.pendingBoot != nil || world.isErasurePending
    }

    public func stance() throws(FleetError) -> StanceReport {
        try needsAppliance("stance")
        return StanceReport(stance: world.stance, reason: "scripted", since: nil, caseNumber: toldCase)
    }

    public func showCase(_ number: String, contact: String) throws(FleetError) {
        try take("case \(number), call \(contact)")
        toldCase = number
    }

    public func requestStance(_ stance: Stance, reason: String) throws(FleetError) {
        try take("stance \(stance.rawValue)")
        world.stance = stance
    }

    public func appliance() throws(FleetError) -> ApplianceReport {
        try needsAppliance("appliance")
        let health = ApplianceHealth(
            version: "1",
            uptimeSeconds: 1,
            definitionsVersion: world.definitions,
            definitionsDate: nil,
            rulesVersion: world.rules,
            suricata: "running",
            clamd: "running",
            flows: 0,
            packetsForwarded: 0,
            packetsDropped: 0,
            memoryUsedKiB: 1,
            address: "",
            policyVersion: world.policy,
            listsVersion: world.lists
        )
        return ApplianceReport(state: .ready, accelerator: "tcg", health: health)
    }

    public func agentConnected() throws(FleetError) -> Bool {
        try needsAppliance("agent")
        return world.agent
    }

    public func findings() throws(FleetError) -> [Finding] {
        try needsAppliance("guard")
        return world.findings
    }

    public func facts() throws(FleetError) -> [SoftwareFact] {
        try needsAppliance("software inventory")
        return world.facts
    }

    public func hardware() throws(FleetError) -> HardwareInventory {
        try catchUp()
        return .standard(name: "pc1", uuid: "u", cores: 1, memoryMiB: 512, diskBytes: 1 << 30, mac: "52:54:00:77:00:01")
    }

    public func events() throws(FleetError) -> [EndpointEvent] {
        try catchUp()
        return world.events
    }

    public func control(scan verb: ScanVerb) throws(FleetError) { try take("\(verb.rawValue) scan") }

    public func begin(_ order: WorkOrder) throws(FleetError) -> String {
        try needsAppliance("work")
        let id = "\(works.count + 1)"
        commands.append(order.key)
        works[id] = (order, clock.now.addingTimeInterval(world.workSeconds), nil)
        return id
    }

    public func operation(_ id: String) throws(FleetError) -> EndpointOperation {
        try catchUp()
        guard let work = works[id] else { throw FleetError.unknown("no operation \(id)") }
        if let end = work.end { return end }
        guard work.until <= clock.now else {
            let left = world.isStuck ? "" : "\(work.until.timeIntervalSince(clock.now)) s left"
            return EndpointOperation(id: id, state: .running, percent: 50, text: left)
        }
        let end = end(of: work.order, id)
        works[id]?.end = end
        return end
    }

    private func end(of order: WorkOrder, _ id: String) -> EndpointOperation {
        guard !world.refused.contains(order.key) else {
            return EndpointOperation(id: id, state: .failed, text: "\(order.key) failed")
        }
        let result = world.carryOut(order, at: clock.now)
        return EndpointOperation(id: id, state: .succeeded, percent: 100, text: "done", result: result)
    }
}
