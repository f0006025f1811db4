import ArgumentParser
import ConsoleAPI

/// Puts a kept file back.
struct KeptRestore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a kept file back where it was, with its owner and permissions."
    )

    @Argument(help: "The PC.")
    var endpoint: String
    @Argument(help: "The file, as the list names it.")
    var id: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let client = try ConsoleClient.saved()
        let started = try await client.send(Calls.restoreFile, endpoint, id)
        try await OperationFollower(client: client, endpoint: endpoint, output: output).show(started, true)
    }
}

/// Throws a kept file away.
struct KeptForget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "forget", abstract: "Throw a kept file away.")

    @Argument(help: "The PC.")
    var endpoint: String
    @Argument(help: "The file, as the list names it.")
    var id: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let client = try ConsoleClient.saved()
        let started = try await client.send(Calls.forgetFile, endpoint, id)
        try await OperationFollower(client: client, endpoint: endpoint, output: output).show(started, true)
    }
}
