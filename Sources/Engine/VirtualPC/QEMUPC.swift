import FoundationEssentials
import GuestAgent
public import Inventory
public import Logging
import NFTables
import PacketPolicy
import QMP

/// A PC made of two QEMUs in one network namespace.
///
/// Everything that happens is followed by ``run()``; buttons can be pressed once it has built the chassis.
public actor QEMUPC: VirtualPC {
    /// What the PC is made of.
    public nonisolated let hardware: HardwareInventory
    /// What happens to the PC from now on. One reader.
    public nonisolated let events: AsyncStream<PCEvent>

    let configuration: PCConfiguration
    let files: RunDirectory
    let filter: any PacketControl
    let host: any HostControl
    let logger: Logger
    private let announce: AsyncStream<PCEvent>.Continuation
    private let watches: AsyncStream<Watch>
    private let watch: AsyncStream<Watch>.Continuation

    var accelerator = Accelerator.tcg
    var power = PowerMachine()
    var user: Machine?
    var agent: GuestAgent?
    var appliance: Machine?
    var link: ApplianceLinkClient?
    var applianceState = ApplianceState.off
    var stance = StanceRecord(stance: .quarantine, reason: "the PC is being built", since: Date())
    var stanceTurns = Turns()
    var tellingTurns = Turns()
    var view: DiskView?
    /// What the board of a sleeping user OS forgets.
    var bridge: LPCBridge?
    /// The steps of the start that were told; nil when nobody wants to know.
    var toldProgress: Set<BootProgress>?
    /// True when the user OS says that it can write itself to its disk.
    var canHibernate = false
    /// What was asked for, and what is there.
    var askedNotice: ScreenNotice?
    var screen = Screen.unknown
    var isSettlingScreen = false
    var screenRetry = ContinuousClock.now
    var presses = PowerPresses()
    var isHostLost = false
    var isReady = false

    /// What is to be followed from now on.
    enum Watch: Sendable {
        case user(Machine)
        case appliance(Machine)
        case link(ApplianceLinkClient)
    }

    /// How the appliance sees the user disk.
    enum DiskView: Sendable, Hashable {
        /// As it was at one moment of a running user OS.
        case fleeced
        /// The disk itself, of a user OS that is off.
        case direct
    }

    /// Creates a PC from its configuration; nothing is touched before ``run()``.
    public init(
        configuration: PCConfiguration,
        hardware: HardwareInventory,
        filter: any PacketControl,
        host: any HostControl,
        logger: Logger
    ) {
        self.configuration = configuration
        self.hardware = hardware
        self.filter = filter
        self.host = host
        self.logger = logger
        files = RunDirectory(path: configuration.runDirectory)
        (events, announce) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1024))
        (watches, watch) = AsyncStream.makeStream()
    }

    /// Builds the chassis, starts the appliance or finds it running, and follows both machines until cancelled.
    ///
    /// Both virtual machines go on when this ends; ``dismantle()`` ends them.
    public func run() async throws(PCError) {
        try await build()
        let watches = watches
        await withDiscardingTaskGroup { group in
            group.addTask { await self.tickForEver() }
            group.addTask { await self.watchApplianceForEver() }
            for await watch in watches {
                group.addTask { await self.follow(watch) }
            }
        }
    }

    /// How the PC is now.
    public func status() -> PCStatus {
        PCStatus(
            powerState: power.state,
            agentConnected: power.isAgentConnected,
            applianceState: applianceState,
            stance: stance.stance,
            stanceReason: stance.reason,
            stanceSince: stance.since,
            available: available,
            accelerator: accelerator,
            bootFailure: power.bootFailure,
            caseNumber: stance.stance == .quarantine ? stance.caseNumber : nil
        )
    }

    /// What can be asked of the PC now. A PC that is still being built does it when it is built.
    var available: [PowerAction] {
        // The appliance reads the disk itself only while the user OS is off.
        presses.possible(sensible).filter { view != .direct || !$0.starts }
    }

    /// What makes sense in the power state.
    var sensible: [PowerAction] {
        PowerAction.available(
            in: power.state,
            agentConnected: power.isAgentConnected,
            canHibernate: canHibernate
        )
    }

    func tell(_ event: PCEvent) {
        announce.yield(event)
    }

    func begin(_ new: Watch) {
        watch.yield(new)
    }

    func take(_ input: PowerMachine.Input) {
        power.handle(input).forEach(tell)
    }

    /// When a start that begins now must have come up.
    func bootDeadline(_ options: BootOptions = BootOptions()) -> ContinuousClock.Instant {
        let isOrdinary = (options.source ?? .disk) == .disk && !options.pauses && !options.entersSetup
        let patience = isOrdinary ? configuration.bootSeconds : 1800
        return .now + .seconds(patience)
    }

    func change(appliance state: ApplianceState) {
        guard state != applianceState else {
            return
        }
        applianceState = state
        tell(.applianceChanged(state))
    }
}
