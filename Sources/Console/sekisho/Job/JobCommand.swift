import ArgumentParser

/// What can be done with jobs.
struct JobCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "job",
        abstract: "Stories at work, and those that have ended.",
        subcommands: [JobList.self, JobShow.self, JobFollow.self],
        defaultSubcommand: JobList.self
    )
}
