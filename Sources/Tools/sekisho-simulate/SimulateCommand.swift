import ArgumentParser
import Glibc
import Logging
import ServiceLifecycle
import Simulation
import UnixSignals

/// Management engines without PCs, for tests at scale and for people who write AMT tools.
@main
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sekisho-simulate",
        abstract: "Answers as many AMT endpoints, each on a loopback address of its own, without any PC."
    )

    @Option(help: "How many endpoints.")
    var endpoints = 1

    @Option(help: "The first endpoint's address; the others follow it.")
    var address = "127.20.0.1"

    @Option(
        help: """
            The password of every endpoint's administrator, admin; at least 8 characters. Without one they wait to be set up.
            """
    )
    var password: String?

    @Option(help: "The management port.")
    var port = 16_992

    @Option(help: "The management port with TLS.")
    var tlsPort = 16_993

    @Option(
        help:
            "The socket of a virtual machine's port org.sekisho.mei: programs in it reach the first endpoint from inside."
    )
    var localChannel: String?

    @Option(help: "The socket of its port org.sekisho.pthi: programs in it ask the first endpoint about its setup.")
    var hostChannel: String?

    @Option(help: "A folder for what the endpoints keep; without one they forget it when they end.")
    var memory: String?

    func validate() throws {
        guard LoopbackAddresses(untrustedFirst: address, count: endpoints) != nil else {
            throw ValidationError("--address must be in 127.0.0.0/8 and leave room for --endpoints (1 to 65536).")
        }
        guard password.map({ $0.utf8.count >= 8 }) ?? true else {
            throw ValidationError("--password needs at least 8 characters.")
        }
        guard (1...65_535).contains(port) else { throw ValidationError("--port must be between 1 and 65535.") }
        guard (1...65_535).contains(tlsPort), tlsPort != port else {
            throw ValidationError("--tls-port must be between 1 and 65535, and another than --port.")
        }
    }

    func run() async throws {
        guard let addresses = LoopbackAddresses(untrustedFirst: address, count: endpoints) else { return }
        let fleet = SimulatedFleet(
            addresses: addresses,
            port: port,
            tlsPort: tlsPort,
            password: password,
            localChannel: localChannel,
            hostChannel: hostChannel,
            memory: memory
        ) { count in
            print("ready \(count)")
            fflush(nil)
        }
        try await ServiceGroup(
            services: [fleet],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Logger(label: "sekisho-simulate")
        ).run()
    }
}
