import ArgumentParser

/// What can be done with stories.
struct StoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "story",
        abstract: "Procedures whose every step is verified.",
        subcommands: [StoryRun.self]
    )
}
