public import ArgumentParser
import ConsoleAPI
public import Fleet

extension Story: ExpressibleByArgument {}

/// Runs a story.
struct StoryRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a story on a PC.",
        discussion: "With --follow each step is printed as it ends, and the exit code is 0 only when the job succeeds."
    )

    @Argument(help: "The story.")
    var story: Story
    @Option(help: "The PC.")
    var endpoint: String
    @Flag(help: "Wait for the end and print each step with its time and evidence.")
    var follow = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let client = try ConsoleClient.saved()
        let job = try await client.send(Calls.startJob, endpoint, body: JobOrder(story: story.rawValue))
        guard follow else {
            return try output.show(job) {
                "Job \($0.summary.id) was started. Follow it: sekisho job follow \($0.summary.id)"
            }
        }
        if !output.json { print("Job \(job.summary.id): \(story.rawValue) on \(endpoint)") }
        try await JobFollower(client: client, output: output).follow(job.summary.id)
    }
}
