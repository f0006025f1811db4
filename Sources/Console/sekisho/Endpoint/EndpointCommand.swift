import ArgumentParser

/// What can be done with endpoints.
struct EndpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "endpoint",
        abstract: "The PCs of the fleet.",
        subcommands: [
            EndpointList.self, EndpointShow.self, EndpointAdd.self, EndpointPower.self, EndpointStance.self,
            EndpointFacts.self, EndpointEvents.self, EndpointFindings.self,
            EndpointUpdates.self, EndpointBranch.self,
        ],
        defaultSubcommand: EndpointList.self
    )
}
