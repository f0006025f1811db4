import ArgumentParser
import ConsoleAPI

/// Shows one endpoint.
struct EndpointShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one PC.")

    @Argument(help: "Its name.")
    var name: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(try await ConsoleClient.saved().send(Calls.endpoint, name), words: Words.endpoint)
    }
}
