import ArgumentParser
import ConsoleAPI

/// Lets a scan rest.
struct ScanPause: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pause", abstract: "Let a running scan rest.")

    @Argument(help: "The PC.")
    var endpoint: String

    func run() async throws { try await change(.pause, of: endpoint) }
}

/// Lets a scan go on.
struct ScanResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "resume", abstract: "Let a paused scan go on.")

    @Argument(help: "The PC.")
    var endpoint: String

    func run() async throws { try await change(.resume, of: endpoint) }
}

/// Ends a scan.
struct ScanCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "End a running scan; the next one goes on there."
    )

    @Argument(help: "The PC.")
    var endpoint: String

    func run() async throws { try await change(.cancel, of: endpoint) }
}

private func change(_ change: ScanChange, of endpoint: String) async throws {
    _ = try await ConsoleClient.saved().send(Calls.changeScan, endpoint, body: ScanChangeOrder(change: change))
}
