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

    /// Asks the guest to write itself to its disk and switch off; returns when the agent took the order.
    public func suspendToDisk(within time: Duration = .seconds(3)) async throws(GuestAgentError) {
        try await executeUnanswered(SuspendDisk(), within: time)
    }

    /// Whether the guest, a Linux, knows how to sleep on a disk and where to come back from.
    public func canSuspendToDisk() async -> Bool {
        let files = ["/sys/power/state", "/sys/power/resume"]
        let order = GuestExecution(path: "/bin/cat", arguments: files, environment: [], input: [])
        guard let result = try? await run(order, limit: 256, within: .seconds(5)), result.exitStatus == 0 else {
            return false
        }
        let words = String(decoding: result.standardOutput, as: UTF8.self).split { $0 == " " || $0 == "\n" }
        return words.contains("disk") && words.last != "0:0"
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

private struct SuspendDisk: GuestAgentCommand {
    typealias Reply = GuestAgentNothing
    static let name = "guest-suspend-disk"
}
