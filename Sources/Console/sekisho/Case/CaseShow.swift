import ArgumentParser
import ConsoleAPI

/// Shows one case.
struct CaseShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one case with its evidence.")

    @Argument(help: "Its id.")
    var id: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(try await ConsoleClient.saved().send(Calls.oneCase, id), words: Words.oneCase)
    }
}
