public import ApplianceLink
import FoundationEssentials
public import Inventory
public import PacketPolicy
public import VirtualPC

/// A PC made of state instead of virtual machines: it does what it is told, at once.
///
/// It has no user OS and no appliance, and says so when something needs them.
public actor SimulatedPC: VirtualPC {
    public nonisolated let hardware: HardwareInventory
    private let log = EventLine()
    private var power = PowerState.offSoft
    private var stance = Stance.open
    private var stanceReason = "as delivered"
    private var stanceSince = Date()
    private var caseNumber: String?
    /// The wire of the user OS: what the kernel's filter would decide about packets.
    private var wire: PacketJudge
    public nonisolated let features: BoardFeatures
    /// How the PC was last started, for tests of boot settings.
    public private(set) var lastStart: BootOptions?
    /// What the PC was last started from.
    public var startedFrom: BootDevice? { lastStart.map { $0.source ?? .disk } }

    /// What the user's screen shows over the user OS's picture.
    public private(set) var notice: ScreenNotice?
    /// What the user OS says its addresses are.
    private var addresses: Set<IPAddress> = []
    private var isSilent = false

    /// Whether the engine's addresses answer ping.
    public private(set) var answersPing = true
    private var network = NetworkSigns()

    /// Creates a PC that is off.
    public init(hardware: HardwareInventory, features: BoardFeatures = .all) {
        self.hardware = hardware
        let mac = hardware.nics.first.flatMap { MACAddress(untrusted: $0.mac) }
        wire = PacketJudge(policy: Policy(stance: .open, hardwareAddress: mac ?? MACAddress(bits: 0)))
        self.features = features
    }

    /// What happens to the PC; a reader takes over from the one before.
    public nonisolated var events: AsyncStream<PCEvent> { log.reader() }

    /// Says nothing of its state any more, like a virtual machine that hangs; who asks waits until he gives up.
    public func fallSilent() { isSilent = true }

    public func status() async -> PCStatus {
        if isSilent { for await _ in AsyncStream(Never.self, bufferingPolicy: .unbounded, { _ in }) {} }
        return PCStatus(
            powerState: power,
            agentConnected: false,
            applianceState: .off,
            stance: stance,
            stanceReason: stanceReason,
            stanceSince: stanceSince,
            available: available,
            accelerator: .tcg,
            caseNumber: caseNumber
        )
    }

    /// The host bridge, the disk's and the network's adapter of the board that it stands for, once it was started.
    public func pciDevices() -> [PCIDevice] {
        guard power == .on else { return [] }
        return [
            PCIDevice(location: 0, classCode: 0x0600, vendor: 0x8086, product: 0x29C0),
            PCIDevice(location: 1 << 3, classCode: 0x0100, vendor: 0x1AF4, product: 0x1001),
            PCIDevice(location: 2 << 3, classCode: 0x0200, vendor: 0x1AF4, product: 0x1000),
        ]
    }

    /// What the board's sensors say; at first one that says what is so: nothing is measured.
    private var readings = [BoardSensor(name: "Simulated Sensor", kind: .temperature, state: .unknown)]

    /// Has the board's sensors say this.
    public func measure(_ readings: [BoardSensor]) { self.readings = readings }

    public func sensors() -> [BoardSensor] { readings }

    public func perform(_ action: PowerAction, boot options: BootOptions) throws(PCError) {
        guard available.contains(action) else {
            throw .notPossible("\(action.rawValue) is not possible while the PC is \(power.rawValue)")
        }
        guard features.permits(options) else { throw .refused("the board does not obey these boot options") }
        switch action {
        case .on where power == .sleep: power = .on
        case .on, .reset, .resetGraceful, .cycle, .cycleGraceful: start(options)
        case .offHard: power = .offHard
        case .offGraceful: power = .offSoft
        case .sleep: power = .sleep
        case .hibernate: power = .hibernated
        case .nmi: return
        }
        log.tell(.powerChanged(power))
    }

    private func start(_ options: BootOptions) {
        lastStart = options
        power = .on
        if options.erasure.contains(.disk) { disk = (now: "erased", kept: nil) }
        if !options.erasure.isEmpty { log.tell(.erased(options.erasure)) }
        guard options.reportsProgress else { return }
        for step in BootProgress.allCases { log.tell(.bootProgress(step)) }
    }

    private var available: [PowerAction] { PowerAction.available(in: power, agentConnected: false) }

    public func requestStance(_ stance: Stance, reason: String) {
        self.stance = stance
        wire.policy.stance = stance
        stanceReason = reason
        stanceSince = Date()
        if stance != .quarantine { caseNumber = nil }
        log.tell(.stanceChanged(stance, reason: reason))
    }

    public func cutOff(for finding: Finding) {
        requestStance(.quarantine, reason: "\(finding.kind.rawValue): \(finding.summary)")
    }

    public func showCase(_ number: String, contact: String) throws(PCError) {
        guard stance == .quarantine else { throw .notPossible("the PC is not cut off") }
        caseNumber = number
    }

    /// Gives the user OS addresses, as a network would.
    public func assign(_ addresses: Set<IPAddress>) { self.addresses = addresses }

    public func userAddresses() -> Set<IPAddress> { power == .on ? addresses : [] }

    public func apply(_ defense: SystemDefense) { wire.policy.defense = defense }

    public func defenseReport() -> DefenseReport { wire.report }

    public func defenseSignals() -> DefenseSignals? { wire.signals(at: Self.now) }

    public func endEncounter() { wire.endEncounter() }

    /// Puts a packet on the wire of the user OS, and tells what becomes of it.
    public func send(_ packet: Packet) -> Verdict { wire.judge(packet, at: Self.now) }

    private static let start = ContinuousClock.now

    private static var now: UInt64 {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return UInt64(clamping: seconds) * 1_000_000_000 + UInt64(clamping: attoseconds / 1_000_000_000)
    }
    public func showNotice(_ notice: ScreenNotice?) { self.notice = notice }

    /// Plugs the PC into a network that says this of itself.
    public func move(to network: NetworkSigns) { self.network = network }

    public func networkSigns() -> NetworkSigns { network }

    public func answerPing(_ isAnswered: Bool) { answersPing = isAnswered }

    public func run(_ command: GuestCommand) throws(PCError) -> GuestOutput { throw Self.noUserOS }

    public func exposeUserDisk() throws(PCError) { throw Self.noUserOS }

    public func concealUserDisk() throws(PCError) { throw Self.noUserOS }

    /// The states of its disk: a word for what is on it now, and what the snapshot keeps.
    public private(set) var disk = (now: "golden", kept: String?.none)

    /// Changes what is on its disk.
    public func write(_ word: String) { disk.now = word }

    public func snapshot(_ deed: SnapshotDeed) throws(PCError) {
        switch deed {
        case .take: disk.kept = disk.now
        case .forget: disk.kept = nil
        case .restore:
            guard power.isOff, let kept = disk.kept else { throw .notPossible("there is no snapshot, or the PC is on") }
            disk.now = kept
        }
    }

    public func resetDisk(keepsData: Bool) throws(PCError) {
        guard power.isOff else { throw .notPossible("the user OS is not off") }
        disk = (now: "golden", kept: nil)
    }

    public func attachPayload() throws(PCError) { throw Self.noUserOS }

    public func detachPayload() throws(PCError) { throw Self.noUserOS }

    public func ask(
        _ request: ApplianceRequest,
        progress: @escaping @Sendable (Int, String) -> Void
    ) throws(PCError) -> ApplianceReply { throw .applianceSilent("a simulated PC has no appliance") }

    private static let noUserOS = PCError.guestSilent("a simulated PC has no user OS")
}
