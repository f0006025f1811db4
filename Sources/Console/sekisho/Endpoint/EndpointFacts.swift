import ArgumentParser
import ConsoleAPI

/// Lists the facts of an endpoint.
struct EndpointFacts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts",
        abstract: "List what is known of a PC, also while it is off."
    )

    @Argument(help: "Its name.")
    var name: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(try await ConsoleClient.saved().send(Calls.facts, name), words: Words.facts)
    }
}
