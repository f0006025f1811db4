import ApplianceLink
import Inventory
import PacketPolicy
import Simulation
import VirtualPC

/// A simulated PC with an agent in its user OS and an appliance beside it: both write down what they are asked, and
/// answer as they were told to.
actor AssistedPC: VirtualPC {
    let base: SimulatedPC
    nonisolated var hardware: HardwareInventory { base.hardware }
    nonisolated var events: AsyncStream<PCEvent> { base.events }
    nonisolated var features: BoardFeatures { base.features }

    /// What was asked of the agent.
    private(set) var commands: [GuestCommand] = []
    /// What was asked of the appliance.
    private(set) var requests: [ApplianceRequest] = []
    /// What was plugged and unplugged.
    private(set) var plugs: [String] = []
    private let guest: Guest
    private let system: @Sendable () async throws(PCError) -> UserSystem
    private let appliance: @Sendable (ApplianceRequest) -> ApplianceReply
    /// What happens while the button is pressed, before the PC does what it says.
    private let press: Press

    /// What the network says to an addressing.
    private let network: Network

    typealias Network = @Sendable (Addressing) async throws(PCError) -> Void
    typealias Press = @Sendable (BootOptions) async throws(PCError) -> Void
    typealias Guest = @Sendable (GuestCommand) async throws(PCError) -> GuestOutput

    init(
        _ base: SimulatedPC,
        system: @escaping @Sendable () async throws(PCError) -> UserSystem = { () throws(PCError) in .linux },
        guest: @escaping Guest = { _ throws(PCError) in GuestOutput(exitStatus: 0) },
        appliance: @escaping @Sendable (ApplianceRequest) -> ApplianceReply = { _ in .done },
        press: @escaping Press = { _ throws(PCError) in },
        network: @escaping Network = { _ throws(PCError) in throw .notPossible("only the host gives addresses") }
    ) {
        self.base = base
        self.system = system
        self.guest = guest
        self.appliance = appliance
        self.press = press
        self.network = network
    }

    func status() async -> PCStatus {
        var status = await base.status()
        status.agentConnected = status.powerState == .on
        status.applianceState = .ready
        return status
    }

    func run(_ command: GuestCommand) async throws(PCError) -> GuestOutput {
        commands.append(command)
        return try await guest(command)
    }

    func check(_ addressing: Addressing) async throws(PCError) { try await network(addressing) }

    func userSystem() async throws(PCError) -> UserSystem { try await system() }

    func ask(
        _ request: ApplianceRequest,
        progress: @escaping @Sendable (Int, String) -> Void
    ) -> ApplianceReply {
        requests.append(request)
        return appliance(request)
    }

    func exposeUserDisk() { plugs.append("expose") }
    func concealUserDisk() { plugs.append("conceal") }
    func attachPayload() { plugs.append("attach") }
    func detachPayload() { plugs.append("detach") }

    func perform(_ action: PowerAction, boot options: BootOptions) async throws(PCError) {
        try await press(options)
        try await base.perform(action, boot: options)
    }
    func requestStance(_ stance: Stance, reason: String) async { await base.requestStance(stance, reason: reason) }
    func cutOff(for finding: Finding) async { await base.cutOff(for: finding) }
    func showCase(_ number: String, contact: String) async throws(PCError) {
        try await base.showCase(number, contact: contact)
    }
    func apply(_ defense: SystemDefense) async { await base.apply(defense) }
    func defenseReport() async -> DefenseReport { await base.defenseReport() }
    func defenseSignals() async -> DefenseSignals? { await base.defenseSignals() }
    func endEncounter() async { await base.endEncounter() }
    func showNotice(_ notice: ScreenNotice?) async { await base.showNotice(notice) }
    func userAddresses() async -> Set<IPAddress> { await base.userAddresses() }
    /// Every addressing can hold.
    func check(_ addressing: Addressing) {}
    func pciDevices() async -> [PCIDevice] { await base.pciDevices() }
    func answerPing(_ isAnswered: Bool) async { await base.answerPing(isAnswered) }
    func snapshot(_ deed: SnapshotDeed) async throws(PCError) { try await base.snapshot(deed) }
    func resetDisk(keepsData: Bool) async throws(PCError) { try await base.resetDisk(keepsData: keepsData) }
}

extension HardwareInventory {
    /// What the PC of a test is made of.
    static let ofTests = HardwareInventory.standard(
        name: "pc1",
        uuid: ManagedPC.uuid,
        cores: 2,
        memoryMiB: 1024,
        diskBytes: 1 << 30,
        mac: "52:54:00:77:00:01"
    )
}
