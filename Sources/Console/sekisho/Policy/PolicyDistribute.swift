import ArgumentParser
import ConsoleAPI

/// Brings rules, block lists and policy to PCs.
struct PolicyDistribute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "distribute",
        abstract: "Bring the policy, and the newest rules and block lists, to PCs.",
        discussion: "It starts the story update-guard on each. A PC that is at work already is skipped and named."
    )

    @Argument(help: "The PCs.")
    var endpoints: [String] = []
    @Flag(help: "All PCs of the fleet.")
    var all = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard all != !endpoints.isEmpty else { throw ValidationError("Name the PCs, or say --all.") }
    }

    func run() async throws {
        let client = try ConsoleClient.saved()
        let names = all ? try await client.send(Calls.endpoints).map(\.name) : endpoints
        var jobs: [JobSummary] = []
        for name in names {
            do {
                jobs.append(try await client.send(Calls.startJob, name, body: JobOrder(story: "update-guard")).summary)
            } catch CommandError.refused(let title, let detail) {
                print("\(name): \(title): \(detail)")
            }
        }
        try output.show(jobs, words: Words.jobs)
    }
}
