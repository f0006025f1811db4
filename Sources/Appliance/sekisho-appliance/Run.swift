import Appliance
import ArgumentParser
import Glibc
import Logging

/// Everything that the appliance does, until it is switched off.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "run", abstract: "Do the appliance's work.")

    @Option(help: ArgumentHelp("Where what it learns is kept.", visibility: .hidden))
    var data = Layout().data
    @Option(
        name: .customLong("configuration"),
        help: ArgumentHelp("Where its services' files are.", visibility: .hidden)
    )
    var services = Layout().configuration
    @Option(help: ArgumentHelp("The port of the link to the engine.", visibility: .hidden))
    var link = Layout().link

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        var log = Logger(label: "appliance", factory: { StreamLogHandler.standardError(label: $0) })
        log.logLevel = .info
        var layout = Layout()
        (layout.data, layout.configuration, layout.link) = (data, services, link)
        try await ApplianceServices(layout: layout, log: log).run()
    }
}
