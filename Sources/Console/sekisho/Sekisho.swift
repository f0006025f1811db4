import ArgumentParser

/// The console on the command line.
@main struct Sekisho: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sekisho",
        abstract: "Manage PCs from outside their operating systems.",
        discussion: """
            Begin with `sekisho login https://HOST:PORT`. Each command prints a table, or JSON with --json.
            Shell completion: `sekisho --generate-completion-script bash`.
            """,
        subcommands: [
            Login.self, Logout.self, EndpointCommand.self, StoryCommand.self, Reset.self,
            ScanCommand.self, KeptCommand.self, JobCommand.self, CaseCommand.self,
            PolicyCommand.self,
        ]
    )
}
