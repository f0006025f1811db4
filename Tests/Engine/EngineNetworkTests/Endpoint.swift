import ObjectManager
import PublicKeyManagement
import EngineNetwork
import Inventory
import ManagementEngine
import NVRAM
import Simulation
import Synchronization
import TestSupport

/// An endpoint that listens on a loopback address of its own.
struct Endpoint: Sendable {
    static let password = "Correct-Horse1"
    /// Not AMT's own ports: simulations may run beside the tests.
    static let port = 26_992

    let address: String
    let engine: ManagementEngine
    let nvram: NVRAM
    let pc: SimulatedPC

    /// Lets an endpoint listen while `body` runs.
    static func listening<Result: Sendable>(
        limits: ConnectionLimits = ConnectionLimits(),
        boardName: String = "pc1",
        password: String? = Self.password,
        onChange: @escaping @Sendable (TransportSecurity) -> Void = { _ in },
        _ body: @escaping @Sendable (Endpoint) async throws -> Result
    ) async throws -> Result {
        let endpoint = try await Endpoint(boardName: boardName, password: password)
        let (ready, isReady) = AsyncStream.makeStream(of: Void.self)
        let ports = ManagementPorts(
            address: endpoint.address,
            port: port,
            tlsPort: port + 1,
            engine: endpoint.engine,
            limits: limits,
            onListening: { isReady.finish() },
            onChange: onChange
        )
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await ports.run()
                return nil
            }
            group.addTask {
                try await endpoint.engine.run()
                return nil
            }
            group.addTask {
                for await _ in ready {}
                return try await body(endpoint)
            }
            defer { group.cancelAll() }
            while let next = try await group.next() {
                if let result = next { return result }
            }
            throw CancellationError()
        }
    }

    private static let certificate = Mutex<SelfSignedIdentity?>(nil)

    private init(boardName: String, password: String?) async throws {
        address = OwnAddress.next()
        nvram = try NVRAM(path: ":memory:")
        let uuid = "12345678-9abc-def0-1122-334455667788"
        pc = SimulatedPC(
            hardware: .standard(
                name: boardName,
                uuid: uuid,
                cores: 2,
                memoryMiB: 1024,
                diskBytes: 1 << 30,
                mac: "52:54:00:77:00:01"
            )
        )
        engine = try await ManagementEngine(
            identity: Identity(name: "pc1", uuid: uuid, address: address),
            nvram: nvram,
            pc: pc,
            administrator: ("admin", { password }),
            ownCertificate: { try Self.sharedCertificate() }
        )
    }

    private static func sharedCertificate() throws -> SelfSignedIdentity {
        try certificate.withLock { certificate in
            if let certificate { return certificate }
            let made = try SelfSignedIdentity(name: "tests", addresses: ["127.0.0.1"])
            certificate = made
            return made
        }
    }
}
