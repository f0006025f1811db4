import Appliance
import ArgumentParser
import Glibc
import Logging

/// The program inside the appliance, started by its init.
@main
struct SekishoAppliance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sekisho-appliance",
        abstract: "Guards the wire, scans the disk and repairs the user OS; runs inside the appliance only."
    )

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        var log = Logger(label: "appliance", factory: { StreamLogHandler.standardError(label: $0) })
        log.logLevel = .info
        try await ApplianceServices(log: log).run()
    }
}
