import ArgumentParser
import ConsoleAPI
import Fleet

/// Makes the disk of a PC its golden image again.
struct Reset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Make the disk of a PC its golden image again, within seconds.",
        discussion: "The data of the user, which have a disk of their own, stay unless --discard-data is given."
    )

    @Argument(help: "The PC.")
    var endpoint: String
    @Flag(help: "Discard the data of the user as well.")
    var discardData = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let client = try ConsoleClient.saved()
        let story: Story = discardData ? .resetWithData : .reset
        let job = try await client.send(Calls.startJob, endpoint, body: JobOrder(story: story.rawValue))
        if !output.json { print("Job \(job.summary.id): \(story.rawValue) on \(endpoint)") }
        try await JobFollower(client: client, output: output).follow(job.summary.id)
    }
}
