import ArgumentParser

/// What can be done with the guard's policy.
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "What the guards of the fleet do about what they find.",
        subcommands: [PolicyShow.self, PolicySet.self, PolicyDistribute.self],
        defaultSubcommand: PolicyShow.self
    )
}
