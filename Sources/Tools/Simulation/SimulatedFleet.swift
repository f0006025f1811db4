import Provisioning
import PublicKeyManagement
import ObjectManager
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
    private let password: String?
    private let localChannel: String?
    private let hostChannel: String?
    private let memory: String?
    private let whenReady: @Sendable (Int) -> Void

    /// Files that a process may need beside those of its endpoints.
    private static let otherFiles = 512

    /// The endpoints share one TLS certificate, so that thousands of them are made quickly and stay small. When the
    /// process may not open three sockets for each, they share two ports on all loopback addresses, and nobody answers
    /// presence pings.
    ///
    /// - Parameters:
    ///   - password: of every endpoint's administrator; without one they wait to be set up from inside.
    ///   - localChannel: the socket of a virtual machine's port by which programs in it reach the first endpoint.
    ///   - hostChannel: the socket of its port by which programs ask the first endpoint about its setup.
    ///   - memory: the folder in which the endpoints' memories are kept; without one they go with the process.
    ///   - whenReady: called with the number of endpoints once all listen.
    public init(
        addresses: LoopbackAddresses,
        port: Int = 16_992,
        tlsPort: Int = 16_993,
        password: String?,
        localChannel: String? = nil,
        hostChannel: String? = nil,
        memory: String? = nil,
        whenReady: @escaping @Sendable (Int) -> Void
    ) {
        self.addresses = addresses.all
        self.port = port
        self.tlsPort = tlsPort
        self.password = password
        self.localChannel = localChannel
        self.hostChannel = hostChannel
        self.memory = memory
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
                let open = try await opener(place, address, certificate)
                let first = try await open()
                let seat = Seat(
                    address: address,
                    contexts: contexts,
                    shared: shared,
                    localChannel: place == 0 ? localChannel : nil,
                    hostChannel: place == 0 ? hostChannel : nil,
                    whenReady: ready.countDown
                )
                group.addTask { try await serve(first, open, at: seat) }
            }
            // The first that fails ends the others.
            for try await _ in group {}
        }
    }

    /// Answers for one endpoint; an engine that was unprovisioned is opened anew.
    private func serve(
        _ first: ManagementEngine,
        _ open: @Sendable () async throws -> ManagementEngine,
        at seat: Seat
    ) async throws {
        var engine = first
        while true {
            do {
                return try await answer(engine, at: seat)
            } catch is Unprovisioned {
                engine = try await open()
            }
        }
    }

    private func answer(_ engine: ManagementEngine, at seat: Seat) async throws {
        let ports = ManagementPorts(
            address: seat.address,
            port: port,
            tlsPort: tlsPort,
            engine: engine,
            contexts: seat.contexts,
            shared: seat.shared,
            onListening: seat.whenReady
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await cancelWhenGracefulShutdown { try await engine.run() } }
            group.addTask { try await ports.run() }
            group.addTask { try await EventDelivery(engine: engine).run() }
            if let channel = seat.localChannel {
                group.addTask { try await LocalInterface(path: channel, frontDoor: FrontDoor(engine)).run() }
            }
            if let channel = seat.hostChannel {
                group.addTask { try await HostCommandInterface(path: channel, engine: engine).run() }
            }
            if seat.shared == nil {
                group.addTask { try await PresenceResponder(address: seat.address, engine: engine).run() }
            }
            // The first that fails ends the others.
            for try await _ in group {}
        }
    }

    /// What opens an endpoint's engine, the first time and after it was unprovisioned; its PC and memory stay.
    private func opener(
        _ place: Int,
        _ address: String,
        _ certificate: SharedCertificate
    ) async throws -> @Sendable () async throws -> ManagementEngine {
        let name = "simulated-\(place + 1)"
        let nvram = try NVRAM(path: memory.map { "\($0)/\(name)" } ?? ":memory:")
        let uuid = try await nvram.change("simulated.uuid", from: UUID().uuidString) { $0 }
        let octets = [place >> 16 & 255, place >> 8 & 255, place & 255].map { octet in
            (octet < 16 ? "0" : "") + String(octet, radix: 16)
        }
        let mac = "52:54:00:" + octets.joined(separator: ":")
        let pc = SimulatedPC(hardware: hardware(name, uuid, mac))
        return { [password] in
            try await ManagementEngine(
                identity: Identity(name: name, uuid: uuid, address: address),
                nvram: nvram,
                pc: pc,
                administrator: ("admin", { password }),
                ownCertificate: { try certificate.get() }
            )
        }
    }

    private func hardware(_ name: String, _ uuid: String, _ mac: String) -> HardwareInventory {
        .standard(name: name, uuid: uuid, cores: 2, memoryMiB: 8192, diskBytes: 256_000_000_000, mac: mac)
    }
}

/// Where an endpoint of the fleet answers.
private struct Seat: Sendable {
    let address: String
    let contexts: TLSContexts
    /// The ports of all, where each has none of its own; then nobody answers presence pings.
    let shared: SharedPorts?
    /// The socket by which programs in a virtual machine reach the endpoint.
    let localChannel: String?
    /// The socket by which they ask about its setup.
    let hostChannel: String?
    let whenReady: @Sendable () -> Void
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
