import ArgumentParser

/// The management engine of one PC.
@main
struct EngineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sekisho-engine",
        abstract: "The management engine of one PC: its power, its wires, its memory, and AMT's protocols.",
        subcommands: [RunCommand.self, RulesetCommand.self],
        defaultSubcommand: RunCommand.self
    )
}
