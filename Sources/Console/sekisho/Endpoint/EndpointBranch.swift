import ArgumentParser
import ConsoleAPI

/// Changes the part in a branch.
struct EndpointBranch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "branch",
        abstract: "Let appliances of a branch share one cache; without an option, no longer."
    )

    @Argument(help: "Its name.")
    var name: String
    @Flag(help: "Others may fetch through its cache.")
    var serve = false
    @Option(help: "The PC through whose cache it fetches.")
    var through: String?

    func run() async throws {
        let order = BranchOrder(serves: serve, through: through)
        _ = try await ConsoleClient.saved().send(Calls.branch, name, body: order)
    }
}
