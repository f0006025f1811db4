import ArgumentParser

/// What can be done with cases.
struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "Infected PCs, from alert to release.",
        subcommands: [CaseList.self, CaseShow.self, CaseEvidence.self],
        defaultSubcommand: CaseList.self
    )
}
