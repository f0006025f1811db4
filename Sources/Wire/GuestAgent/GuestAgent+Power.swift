/// How the guest is to end.
public enum GuestShutdown: String, Sendable, Encodable, Hashable {
    case powerdown
    case reboot
    case halt
}

extension GuestAgent {
    /// Asks the guest to shut down or reboot; returns when the agent took the order.
    public func shutdown(_ mode: GuestShutdown, within time: Duration = .seconds(2)) async throws(GuestAgentError) {
        try await executeUnanswered(Shutdown(mode: mode), within: time)
    }

    /// Asks the guest to suspend to memory; returns when the agent took the order.
    public func suspendToMemory(within time: Duration = .seconds(3)) async throws(GuestAgentError) {
        try await executeUnanswered(SuspendRAM(), within: time)
    }
}

private struct Shutdown: GuestAgentCommand {
    typealias Reply = GuestAgentNothing
    static let name = "guest-shutdown"
    var mode: GuestShutdown
}

private struct SuspendRAM: GuestAgentCommand {
    typealias Reply = GuestAgentNothing
    static let name = "guest-suspend-ram"
}
