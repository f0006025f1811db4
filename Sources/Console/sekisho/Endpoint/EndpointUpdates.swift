import ArgumentParser
import ConsoleAPI

/// Looks for updates.
struct EndpointUpdates: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "updates",
        abstract: "Compare what is installed on a PC with what repositories have; the PC may be off.",
        discussion:
            "Each repository is written as in apt's sources after 'deb'. Without one, the console's own is taken."
    )

    @Argument(help: "The PC.")
    var name: String
    @Option(help: "A repository; may be given several times.")
    var repository: [String] = []
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let client = try ConsoleClient.saved()
        let order = UpdateRequest(repositories: repository.isEmpty ? nil : repository)
        let started = try await client.send(Calls.listUpdates, name, body: order)
        try await OperationFollower(client: client, endpoint: name, output: output).show(started, true)
    }
}
