import ArgumentParser
import FoundationEssentials
import Glibc
import Inventory
import Logging
import NFTables
import PacketPolicy
import ServiceLifecycle
import UnixSignals
import VirtualPC

/// The part of a PC that is root: taps, filter and the start of its virtual machines, for an engine that is not.
///
/// It listens on no network. The virtual machines and the filter go on when it ends.
@main
struct ChassisCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sekisho-chassis",
        abstract: "Does for the engine of one PC what needs root: taps, filter, start of the virtual machines."
    )

    @Option(name: .customLong("config"), help: "The engine's configuration, a JSON file that only root can change.")
    var path: String

    func run() async throws {
        guard geteuid() == 0 else { throw ValidationError("sekisho-chassis must run as root.") }
        umask(0o077)
        let configuration = try ChassisConfiguration.read(path)
        let logger = Logger(label: "sekisho-chassis")
        let server = try makeServer(configuration, logger)
        try await ServiceGroup(
            services: [Serving(server: server)],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        ).run()
    }

    private func makeServer(_ configuration: PCConfiguration, _ logger: Logger) throws -> ChassisServer {
        guard let hardwareAddress = MACAddress(untrusted: configuration.userOS.mac) else {
            throw ValidationError("\(path): userOS.mac: must be six octets separated by colons.")
        }
        try FileManager.default.createDirectory(
            atPath: configuration.runDirectory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o755]
        )
        let filter = try PacketFilter(chassis: configuration.chassis, hardwareAddress: hardwareAddress)
        let hardware = HardwareInventory.standard(for: configuration, diskBytes: configuration.userOS.diskBytes)
        return ChassisServer(
            path: RunDirectory(path: configuration.runDirectory).chassis,
            engineUID: configuration.engineUID,
            host: LocalHost(configuration: configuration, hardware: hardware, logger: logger),
            filter: KernelPacketControl(filter),
            logger: logger
        )
    }
}

/// The server as a service.
private struct Serving: Service {
    let server: ChassisServer

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await server.run() }
        } catch is CancellationError {
            // The group shuts down.
        }
    }
}
