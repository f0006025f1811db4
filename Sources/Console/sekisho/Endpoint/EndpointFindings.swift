import ArgumentParser
import ConsoleAPI

/// Lists the findings of an endpoint.
struct EndpointFindings: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: "List what the appliance of a PC found illegal."
    )

    @Argument(help: "Its name.")
    var name: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(try await ConsoleClient.saved().send(Calls.findings, name), words: Words.findings)
    }
}
