import ArgumentParser
import ConsoleAPI

/// Follows one job to its end.
struct JobFollow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow",
        abstract: "Print each step of a job as it ends; exits with 0 only when the job succeeds."
    )

    @Argument(help: "Its id.")
    var id: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await JobFollower(client: ConsoleClient.saved(), output: output).follow(id)
    }
}
