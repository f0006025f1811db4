public import ApplianceLink
public import Inventory
public import PacketPolicy

/// A PC that a management engine sits in: made of two virtual machines, or of state for simulations.
public protocol VirtualPC: Sendable {
    /// What the PC is made of.
    var hardware: HardwareInventory { get }

    /// What happens to the PC from now on. One reader.
    var events: AsyncStream<PCEvent> { get }

    /// How the PC is now.
    func status() async -> PCStatus

    /// The board's PCI devices as its firmware set them up; none when that cannot be told now.
    func pciDevices() async -> [PCIDevice]

    /// The sensors of the machine that the PC is on, read now; none where it shows none.
    func sensors() async -> [BoardSensor]

    /// Which boot options the board obeys.
    var features: BoardFeatures { get }

    /// Presses a button. The options hold for the start that this action makes, and for no other.
    func perform(_ action: PowerAction, boot options: BootOptions) async throws(PCError)

    /// Changes what may cross the wire of the user OS; returns when the new stance holds at the filter.
    func requestStance(_ stance: Stance, reason: String) async throws(PCError)

    /// Cuts the user OS off for what was found; returns when that holds at the filter.
    func cutOff(for finding: Finding) async throws(PCError)

    /// Tells the person at a PC that is cut off the number of the case, and whom to call.
    func showCase(_ number: String, contact: String) async throws(PCError)

    /// Makes System Defense this and nothing else; returns when it holds at the filter, or will from its first packet on.
    func apply(_ defense: SystemDefense) async throws(PCError)

    /// What the wire has seen since the policy in force came into force.
    func defenseReport() async throws(PCError) -> DefenseReport

    /// What can be asked of the wire often: whether there is anything to look into; nil while the wire is still laid.
    func defenseSignals() async throws(PCError) -> DefenseSignals?

    /// Ends the encounter with a worm, if there is one.
    func endEncounter() async throws(PCError)

    /// Shows a line of text on the user's screen until it is taken away with nil.
    ///
    /// The board draws it, not the user OS: no program there sees it or covers it.
    func showNotice(_ notice: ScreenNotice?) async throws(PCError)

    /// Says whether the engine's addresses answer ping.
    func answerPing(_ isAnswered: Bool) async throws(PCError)

    /// By what the engine's adapter can tell which network it is in now.
    func networkSigns() async throws(PCError) -> NetworkSigns

    /// Tries whether the engine's adapter could have these addresses; nothing changes.
    ///
    /// - Throws: why not: `notPossible` when only the host may change them.
    func check(_ addressing: Addressing) async throws(PCError)

    /// Runs a program in the user OS and waits for its end.
    func run(_ command: GuestCommand) async throws(PCError) -> GuestOutput

    /// What kind of system the user OS says it is.
    func userSystem() async throws(PCError) -> UserSystem

    /// The addresses that the user OS says its adapter has; a user OS that does not answer has none.
    func userAddresses() async -> Set<IPAddress>

    /// Gives the appliance a read-only, point-in-time view of the user disk, as the disk `sekisho-view`.
    func exposeUserDisk() async throws(PCError)

    /// Takes the view of the user disk away again.
    func concealUserDisk() async throws(PCError)

    /// Keeps disk, firmware variables and TPM of the user OS, makes them that again (while it is off), or forgets that.
    func snapshot(_ deed: SnapshotDeed) async throws(PCError)

    /// Makes the disk of the user OS the golden image again, while the user OS is off; its data disk stays or is blanked.
    func resetDisk(keepsData: Bool) async throws(PCError)

    /// Plugs what the appliance has staged into the user OS, read-only, as the disk `sekisho-payload`.
    func attachPayload() async throws(PCError)

    /// Unplugs the payload from the user OS.
    func detachPayload() async throws(PCError)

    /// Asks the appliance; long requests report percent and text while they work.
    func ask(
        _ request: ApplianceRequest,
        progress: @escaping @Sendable (Int, String) -> Void
    ) async throws(PCError) -> ApplianceReply
}

/// What can be done with the snapshot of a disk; there is one at most.
public enum SnapshotDeed: String, Sendable, Codable, Hashable, CaseIterable {
    case take
    case restore
    case forget
}

/// The kinds of user OS whose repair is known.
public enum UserSystem: String, Sendable, Codable, Hashable, CaseIterable {
    /// Debian, or what is made like it.
    case linux
    case windows
}

extension VirtualPC {
    /// Only the host knows the addresses.
    public func check(_ addressing: Addressing) async throws(PCError) {
        throw .notPossible("only the host gives this engine its addresses")
    }

    /// A board without sensors.
    public func sensors() async -> [BoardSensor] { [] }

    /// The host alone knows the network.
    public func networkSigns() async throws(PCError) -> NetworkSigns { NetworkSigns() }

    /// What a user OS is that nobody can be asked about.
    public func userSystem() async throws(PCError) -> UserSystem { .linux }

    /// Presses a button; what starts, starts from that device, or in the board's own order.
    public func perform(_ action: PowerAction, bootOnce: BootDevice?) async throws(PCError) {
        try await perform(action, boot: BootOptions(source: bootOnce))
    }
}
