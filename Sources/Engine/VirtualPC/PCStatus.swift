public import FoundationEssentials
public import PacketPolicy

/// How the appliance's virtual machine is.
public enum ApplianceState: String, Sendable, Codable, Hashable, CaseIterable {
    case off
    /// The virtual machine runs, the appliance has not answered yet.
    case starting
    /// The appliance answers.
    case ready
    /// The virtual machine could not be kept up.
    case failed
}

/// What executes the instructions of both virtual machines.
public enum Accelerator: String, Sendable, Codable, Hashable, CaseIterable {
    /// The processor itself.
    case kvm
    /// QEMU's translator, where the processor cannot.
    case tcg
}

/// How a PC is at one moment.
public struct PCStatus: Sendable, Codable, Hashable {
    public var powerState: PowerState
    /// True while the guest agent of the user OS answers.
    public var agentConnected: Bool
    public var applianceState: ApplianceState
    public var stance: Stance
    /// Why the stance is what it is.
    public var stanceReason: String
    public var stanceSince: Date
    /// The power actions that are possible now.
    public var available: [PowerAction]
    public var accelerator: Accelerator
    /// Why the last start did not come up; nil when it did or is still going on.
    public var bootFailure: String?
    /// The number of the case that the person at the PC is told; nil when there is none.
    public var caseNumber: String?

    /// Creates a status from its parts.
    public init(
        powerState: PowerState,
        agentConnected: Bool,
        applianceState: ApplianceState,
        stance: Stance,
        stanceReason: String,
        stanceSince: Date,
        available: [PowerAction],
        accelerator: Accelerator,
        bootFailure: String? = nil,
        caseNumber: String? = nil
    ) {
        self.powerState = powerState
        self.agentConnected = agentConnected
        self.applianceState = applianceState
        self.stance = stance
        self.stanceReason = stanceReason
        self.stanceSince = stanceSince
        self.available = available
        self.accelerator = accelerator
        self.bootFailure = bootFailure
        self.caseNumber = caseNumber
    }
}
