/// What one can ask the power button and the board for.
public enum PowerAction: String, Sendable, Codable, Hashable, CaseIterable {
    /// Switch on, or wake up from sleep.
    case on
    /// Cut the power.
    case offHard
    /// Ask the user OS to shut down.
    case offGraceful
    /// Press the reset button.
    case reset
    /// Ask the user OS to reboot.
    case resetGraceful
    /// Cut the power and switch on again.
    case cycle
    /// Suspend to memory.
    case sleep
    /// Send a non-maskable interrupt, which makes most systems write a crash dump.
    case nmi

    /// The actions that make sense in a power state.
    public static func available(in state: PowerState, agentConnected: Bool) -> [PowerAction] {
        switch state {
        case .on:
            [.offHard, .offGraceful, .reset, .resetGraceful, .cycle, .nmi] + (agentConnected ? [.sleep] : [])
        case .sleep:
            [.on, .offHard, .reset, .cycle]
        case .offSoft, .offHard:
            [.on]
        }
    }
}

/// Where the PC starts from.
public enum BootDevice: String, Sendable, Codable, Hashable, CaseIterable {
    case disk
    case cd
    case network
}
