import ArgumentParser
import ConsoleAPI

/// Lists the events of an endpoint.
struct EndpointEvents: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "List the event log of a PC, newest first."
    )

    @Argument(help: "Its name.")
    var name: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(try await ConsoleClient.saved().send(Calls.events, name), words: Words.events)
    }
}
