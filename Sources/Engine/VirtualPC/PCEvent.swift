public import ApplianceLink
public import PacketPolicy

/// Something that happened to a PC, whoever caused it.
public enum PCEvent: Sendable, Hashable {
    case powerChanged(PowerState)
    /// The reset button was pressed, or the user OS reset the PC.
    case restarted
    /// The guest agent of the user OS answers: the system is up.
    case agentConnected
    case agentLost
    /// The kernel of the user OS has died, and said so.
    case crashed
    /// What the user OS had there is gone: the firmware was told to erase it before it started.
    case erased(Erasure)
    case applianceChanged(ApplianceState)
    case applianceEvent(ApplianceEvent)
    case stanceChanged(Stance, reason: String)
    /// A start that tells of its progress came to a step.
    case bootProgress(BootProgress)
    /// The user OS was started and did not come up.
    case bootFailed(String)
}
