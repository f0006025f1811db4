public import ArgumentParser
import ConsoleAPI
public import PacketPolicy

extension Stance: ExpressibleByArgument {}

/// Changes the stance.
struct EndpointStance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stance",
        abstract: "Change what the operating system of a PC may say to the network."
    )

    @Argument(help: "Its name.")
    var name: String
    @Argument(help: "The stance.")
    var stance: Stance
    @Option(help: "Why; it is kept with the stance.")
    var reason = "asked for on the command line"
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let order = StanceOrder(stance: stance, reason: reason)
        try output.show(
            try await ConsoleClient.saved().send(Calls.stance, name, body: order),
            words: Words.endpoint
        )
    }
}
