import Provisioning
import ObjectManager
import ArgumentParser
import EngineNetwork
import FoundationEssentials
import Glibc
import Inventory
import Logging
import ManagementEngine
import NVRAM
import ServiceLifecycle
import UnixSignals
import VirtualPC

/// Runs the engine in the chassis, until it is told to stop. The VMs go on when it stops.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "run", abstract: "Runs the engine (the default).")

    @Option(name: .customLong("config"), help: "The engine's configuration, a JSON file.")
    var path: String

    func run() async throws {
        let configuration = try EngineConfiguration.read(path)
        if geteuid() == 0 { try Privileges.giveUp(configuration, config: path) }
        umask(0o077)
        try checkMemory(configuration)
        let logger = Logger(label: "sekisho-engine")
        let passed = Privileges.passedPassword()
        let host = RemoteHost(path: configuration.chassisSocket)
        while true {
            let filter = RemotePacketControl(path: configuration.chassisSocket)
            let pc = try await makePC(configuration, host, filter, logger)
            do {
                return try await serve(configuration, EnginePlace(configuration, host, logger), pc, passed)
            } catch is Unprovisioned {
                logger.notice("unprovisioned: the engine starts as the first time")
            } catch is Readdressed {
                logger.notice("readdressed: the engine starts on other addresses")
            }
            await pc.release()
            await filter.close()
        }
    }

    /// Runs an engine until it is told to stop, a console unprovisions it, or it moves to other addresses; the VMs go on.
    private func serve(
        _ configuration: EngineConfiguration,
        _ place: EnginePlace,
        _ pc: QEMUPC,
        _ passed: Data?
    ) async throws {
        let nvram = try await place.openNVRAM()
        let addressing = try await AddressBook.addressing(in: nvram)
        let (addresses, isTaken) = await place.take(addressing)
        let engine = try await makeEngine(configuration, addresses[0], nvram, pc, passed)
        let files = RunDirectory(path: configuration.pc.runDirectory)
        try await ServiceGroup(
            services: ports(configuration, addresses, engine, place.logger) + [
                LocalInterface(path: files.userMEI, frontDoor: FrontDoor(engine)),
                HostCommandInterface(path: files.userPTHI, engine: engine),
                EventDelivery(engine: engine),
                Running { try await engine.run() }, Running { try await pc.run() },
                Running { try await place.watch(addressing, isTaken: isTaken) },
            ],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: place.logger
        ).run()
    }

    /// What listens, on each address.
    private func ports(
        _ configuration: EngineConfiguration,
        _ addresses: [String],
        _ engine: ManagementEngine,
        _ logger: Logger
    ) -> [any Service] {
        addresses.flatMap { address -> [any Service] in
            let ports = ManagementPorts(
                address: address,
                port: configuration.port,
                tlsPort: configuration.tlsPort,
                engine: engine
            ) { if await engine.isManaged() { logger.info("listening", metadata: ["address": "\(address)"]) } }
            return [ports, PresenceResponder(address: address, engine: engine)]
        }
    }

    private func makePC(
        _ configuration: EngineConfiguration,
        _ host: RemoteHost,
        _ filter: RemotePacketControl,
        _ logger: Logger
    ) async throws -> QEMUPC {
        QEMUPC(
            configuration: configuration.pc,
            hardware: .standard(for: configuration.pc, diskBytes: try await host.diskBytes()),
            filter: filter,
            host: host,
            logger: logger
        )
    }

    private func makeEngine(
        _ configuration: EngineConfiguration,
        _ address: String,
        _ nvram: NVRAM,
        _ pc: QEMUPC,
        _ passed: Data?
    ) async throws -> ManagementEngine {
        let passwordFile = configuration.passwordFile
        return try await ManagementEngine(
            identity: Identity(
                name: configuration.pc.name,
                uuid: configuration.pc.uuid,
                address: address,
                domain: configuration.domain
            ),
            nvram: nvram,
            pc: pc,
            administrator: (configuration.administrator, { try Self.password(passed, passwordFile) })
        )
    }

    private static func password(_ passed: Data?, _ path: String?) throws -> String? {
        guard let path else { return nil }
        guard let data = passed ?? (try? Data(contentsOf: URL(filePath: path))) else {
            throw ConfigurationError(path: path, problem: "the administrator's password cannot be read from it.")
        }
        return String(decoding: data, as: UTF8.self).filter { !$0.isNewline }
    }

    /// VMs that an earlier engine left running have their memory already.
    private func checkMemory(_ configuration: EngineConfiguration) throws {
        let isRunning = FileManager.default.fileExists(atPath: configuration.pc.runDirectory + "/appliance.pid")
        if isRunning { return }
        let text = (try? Data(contentsOf: URL(filePath: "/proc/meminfo"))).map { String(decoding: $0, as: UTF8.self) }
        let line = text?.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
        guard let kibibytes = line?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return }
        if kibibytes / 1024 < configuration.memoryMiB + 64 {
            throw ValidationError(
                "too little memory: the VMs need \(configuration.memoryMiB) MiB, \(kibibytes / 1024) MiB are free."
            )
        }
    }
}

/// Work as a service: ends when the group shuts down.
private struct Running: Service {
    let work: @Sendable () async throws -> Void

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await work() }
        } catch is CancellationError {
            // The group shuts down.
        }
    }
}
