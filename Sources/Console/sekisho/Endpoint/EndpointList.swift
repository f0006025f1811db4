import ArgumentParser
import ConsoleAPI

/// Lists the fleet.
struct EndpointList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the fleet.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(try await ConsoleClient.saved().send(Calls.endpoints), words: Words.endpoints)
    }
}
