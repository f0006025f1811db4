import EngineNetwork
import FoundationEssentials
import Inventory
import ManagementEngine
import NVRAM
public import ServiceLifecycle
import Synchronization
import VirtualPC

/// Many management engines in one process, each on an address of its own.
public struct SimulatedFleet: Service {
    private let addresses: [String]
    private let port: Int
    private let tlsPort: Int
    private let password: String
    private let localChannel: String?
    private let whenReady: @Sendable (Int) -> Void

    /// Files that a process may need beside those of its endpoints.
    private static let otherFiles = 512

    /// The endpoints share one TLS certificate, so that thousands of them are made quickly and stay small. When the
    /// process may not open three sockets for each, they share two ports on all loopback addresses, and nobody answers
    /// presence pings.
    ///
    /// - Parameters:
    ///   - localChannel: the socket of a virtual machine's port by which programs in it reach the first endpoint.
    ///   - whenReady: called with the number of endpoints once all listen.
    public init(
        addresses: LoopbackAddresses,
        port: Int = 16_992,
        tlsPort: Int = 16_993,
        password: String,
        localChannel: String? = nil,
        whenReady: @escaping @Sendable (Int) -> Void
    ) {
        self.addresses = addresses.all
        self.port = port
        self.tlsPort = tlsPort
        self.password = password
        self.localChannel = localChannel
        self.whenReady = whenReady
    }

    /// Answers for all endpoints until the service group shuts down.
    public func run() async throws {
        let certificate = SharedCertificate(addresses)
        let contexts = TLSContexts()
        let needsSharing = addresses.count * 3 + Self.otherFiles > OpenFiles.raiseLimit()
        let ready = Countdown(addresses.count + (needsSharing ? 2 : 0)) { [addresses, whenReady] in
            whenReady(addresses.count)
        }
        let shared = needsSharing ? SharedPorts(port: port, tlsPort: tlsPort, onListening: ready.countDown) : nil
        try await withThrowingTaskGroup(of: Void.self) { group in
            if let shared { group.addTask { try await shared.run() } }
            for (place, address) in addresses.enumerated() {
                let engine = try await engine(place, address, certificate)
                let ports = ManagementPorts(
                    address: address,
                    port: port,
                    tlsPort: tlsPort,
                    engine: engine,
                    contexts: contexts,
                    shared: shared
                ) { ready.countDown() }
                group.addTask { try await cancelWhenGracefulShutdown { try await engine.run() } }
                group.addTask { try await ports.run() }
                if place == 0, let localChannel {
                    let local = LocalInterface(path: localChannel, frontDoor: FrontDoor(engine))
                    group.addTask { try await local.run() }
                }
                group.addTask { try await EventDelivery(engine: engine).run() }
                guard !needsSharing else { continue }
                group.addTask { try await PresenceResponder(address: address, engine: engine).run() }
            }
            // The first that fails ends the others.
            for try await _ in group {}
        }
    }

    private func engine(
        _ place: Int,
        _ address: String,
        _ certificate: SharedCertificate
    ) async throws -> ManagementEngine {
        let uuid = UUID().uuidString
        let name = "simulated-\(place + 1)"
        let octets = [place >> 16 & 255, place >> 8 & 255, place & 255].map { octet in
            (octet < 16 ? "0" : "") + String(octet, radix: 16)
        }
        let mac = "52:54:00:" + octets.joined(separator: ":")
        return try await ManagementEngine(
            identity: Identity(name: name, uuid: uuid, address: address),
            nvram: NVRAM(path: ":memory:"),
            pc: SimulatedPC(hardware: hardware(name, uuid, mac)),
            administrator: ("admin", { [password] in password }),
            ownCertificate: { try certificate.get() }
        )
    }

    private func hardware(_ name: String, _ uuid: String, _ mac: String) -> HardwareInventory {
        .standard(name: name, uuid: uuid, cores: 2, memoryMiB: 8192, diskBytes: 256_000_000_000, mac: mac)
    }
}

/// The certificate of every endpoint of the process, made when the first asks for it.
private final class SharedCertificate: Sendable {
    private let made = Mutex<SelfSignedIdentity?>(nil)
    private let addresses: [String]

    /// A certificate for the first of the addresses; more would make it large.
    init(_ addresses: [String]) { self.addresses = Array(addresses.prefix(16)) }

    func get() throws -> SelfSignedIdentity {
        try made.withLock { made in
            if let made { return made }
            let new = try SelfSignedIdentity(name: "simulated", addresses: addresses)
            made = new
            return new
        }
    }
}

/// Tells when the last of several things has happened.
private final class Countdown: Sendable {
    private let left: Mutex<Int>
    private let whenDone: @Sendable () -> Void

    init(_ count: Int, _ whenDone: @escaping @Sendable () -> Void) {
        left = Mutex(count)
        self.whenDone = whenDone
    }

    @Sendable func countDown() {
        let isLast = left.withLock { left in
            left -= 1
            return left == 0
        }
        if isLast { whenDone() }
    }
}
