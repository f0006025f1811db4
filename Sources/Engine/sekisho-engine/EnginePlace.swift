import Logging
import ManagementEngine
import NVRAM
import PacketPolicy
import VirtualPC

/// Where an engine is: its memory, and its addresses in the network.
struct EnginePlace: Sendable {
    private let configuration: EngineConfiguration
    private let host: RemoteHost
    let logger: Logger

    init(_ configuration: EngineConfiguration, _ host: RemoteHost, _ logger: Logger) {
        self.configuration = configuration
        self.host = host
        self.logger = logger
    }

    /// Opens the engine's memory.
    func openNVRAM() async throws -> NVRAM {
        // The state directory is given to the engine there, before anything is kept in it.
        try await host.prepare()
        return try NVRAM(path: configuration.pc.stateDirectory + "/nvram.sqlite")
    }

    /// Takes the addresses that consoles have set, IPv4 first. What cannot be had leaves the engine where the host put it:
    /// it is always reached somewhere.
    func take(_ addressing: Addressing) async -> (addresses: [String], isTaken: Bool) {
        do {
            let found = try await host.apply(addressing)
            if found.first?.family == .ipv4 { return (found.map(\.description), true) }
        } catch {
            logger.error("the host's address stays", metadata: ["error": "\(error)"])
            _ = try? await host.apply(Addressing())
        }
        return ([configuration.address], addressing == Addressing())
    }

    /// Watches whether the adapter comes to another address, and tries again what could not be had.
    ///
    /// - Throws: ``Readdressed`` when it does.
    func watch(_ addressing: Addressing, isTaken: Bool) async throws {
        let first = try? await host.addresses().first
        while true {
            try await Task.sleep(for: .seconds(15))
            if !isTaken { _ = try? await host.apply(addressing) }
            guard let found = try? await host.addresses().first, found.family == .ipv4 else { continue }
            guard found == first else { throw Readdressed() }
        }
    }
}
