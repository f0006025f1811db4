import ArgumentParser
import ConsoleAPI

/// Shows one job.
struct JobShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one job with its steps and their evidence."
    )

    @Argument(help: "Its id.")
    var id: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(try await ConsoleClient.saved().send(Calls.job, id), words: Words.job)
    }
}
