import ArgumentParser
import ConsoleAPI

/// Shows the policy.
struct PolicyShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show the policy of the guard.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(try await ConsoleClient.saved().send(Calls.policy)) { Printable.clean($0.text) }
    }
}
