import ArgumentParser
import ConsoleAPI

/// Puts a kept file back.
struct KeptRestore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a kept file back where it was, with its owner and permissions."
    )

    @OptionGroup var file: KeptFileArguments

    func run() async throws { try await file.carryOut(Calls.restoreFile) }
}

/// Throws a kept file away.
struct KeptForget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "forget", abstract: "Throw a kept file away.")

    @OptionGroup var file: KeptFileArguments

    func run() async throws { try await file.carryOut(Calls.forgetFile) }
}

/// Which kept file is meant.
struct KeptFileArguments: ParsableArguments {
    @Argument(help: "The PC.")
    var endpoint: String
    @Argument(help: "The file, as the list names it.")
    var id: String
    @OptionGroup var output: OutputOptions

    /// Begins something with the file, and follows it to its end.
    func carryOut(_ call: Call<Nothing, OperationView>) async throws {
        let client = try ConsoleClient.saved()
        let started = try await client.send(call, endpoint, id)
        try await OperationFollower(client: client, endpoint: endpoint, output: output).show(started, true)
    }
}
