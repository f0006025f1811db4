public import ArgumentParser
public import ConsoleAPI

extension PowerVerb: ExpressibleByArgument {}
extension BootSource: ExpressibleByArgument {}

/// Changes the power.
struct EndpointPower: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "power", abstract: "Change the power of a PC.")

    @Argument(help: "Its name.")
    var name: String
    @Argument(help: "What to do.")
    var action: PowerVerb
    @Option(help: "What to boot from this one time.")
    var bootOnce: BootSource?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let order = PowerOrder(action: action, bootOnce: bootOnce)
        try output.show(
            try await ConsoleClient.saved().send(Calls.power, name, body: order),
            words: Words.endpoint
        )
    }
}
