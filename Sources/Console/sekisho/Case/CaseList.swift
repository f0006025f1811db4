import ArgumentParser
import ConsoleAPI

/// Lists the cases.
struct CaseList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the cases, newest first.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(try await ConsoleClient.saved().send(Calls.cases), words: Words.cases)
    }
}
