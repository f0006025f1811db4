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
    public nonisolated let events: AsyncStream<PCEvent>
    private let happened: AsyncStream<PCEvent>.Continuation
    private var power = PowerState.offSoft
    private var stance = Stance.open
    private var stanceReason = "as delivered"
    private var stanceSince = Date()
    /// What the PC was last started from, for tests of boot settings.
    public private(set) var startedFrom: BootDevice?

    /// Creates a PC that is off.
    public init(hardware: HardwareInventory) {
        self.hardware = hardware
        (events, happened) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(64))
    }

    public func status() -> PCStatus {
        PCStatus(
            powerState: power,
            agentConnected: false,
            applianceState: .off,
            stance: stance,
            stanceReason: stanceReason,
            stanceSince: stanceSince,
            available: PowerAction.available(in: power, agentConnected: false),
            accelerator: .tcg
        )
    }

    public func perform(_ action: PowerAction, bootOnce: BootDevice?) throws(PCError) {
        guard PowerAction.available(in: power, agentConnected: false).contains(action) else {
            throw .notPossible("\(action.rawValue) is not possible while the PC is \(power.rawValue)")
        }
        switch action {
        case .on, .reset, .resetGraceful, .cycle:
            startedFrom = bootOnce ?? .disk
            power = .on
        case .offHard: power = .offHard
        case .offGraceful: power = .offSoft
        case .sleep: power = .sleep
        case .nmi: return
        }
        happened.yield(.powerChanged(power))
    }

    public func requestStance(_ stance: Stance, reason: String) {
        self.stance = stance
        stanceReason = reason
        stanceSince = Date()
        happened.yield(.stanceChanged(stance, reason: reason))
    }

    public func run(_ command: GuestCommand) throws(PCError) -> GuestOutput { throw Self.noUserOS }

    public func exposeUserDisk() throws(PCError) { throw Self.noUserOS }

    public func concealUserDisk() throws(PCError) { throw Self.noUserOS }

    public func attachPayload() throws(PCError) { throw Self.noUserOS }

    public func detachPayload() throws(PCError) { throw Self.noUserOS }

    public func ask(
        _ request: ApplianceRequest,
        progress: @escaping @Sendable (Int, String) -> Void
    ) throws(PCError) -> ApplianceReply { throw .applianceSilent("a simulated PC has no appliance") }

    private static let noUserOS = PCError.guestSilent("a simulated PC has no user OS")
}
