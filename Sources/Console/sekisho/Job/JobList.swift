import ArgumentParser
import ConsoleAPI

/// Lists the jobs.
struct JobList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the jobs, newest first.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(try await ConsoleClient.saved().send(Calls.jobs), words: Words.jobs)
    }
}
