extension GuestAgent {
    /// Brings all file systems of the guest to rest; returns how many.
    public func freezeFileSystems(within time: Duration = .seconds(10)) async throws(GuestAgentError) -> Int {
        try await execute(Freeze(), within: time)
    }

    /// Lets the file systems of the guest go on; returns how many.
    @discardableResult
    public func thawFileSystems(within time: Duration = .seconds(10)) async throws(GuestAgentError) -> Int {
        try await execute(Thaw(), within: time)
    }
}

private struct Freeze: GuestAgentCommand {
    typealias Reply = Int
    static let name = "guest-fsfreeze-freeze"
}

private struct Thaw: GuestAgentCommand {
    typealias Reply = Int
    static let name = "guest-fsfreeze-thaw"
}
