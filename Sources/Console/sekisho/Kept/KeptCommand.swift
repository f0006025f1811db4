import ArgumentParser

/// What can be done with the infected files that appliances keep.
struct KeptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kept",
        abstract: "The infected files of which the appliances keep copies.",
        subcommands: [KeptList.self, KeptRestore.self, KeptForget.self],
        defaultSubcommand: KeptList.self
    )
}
