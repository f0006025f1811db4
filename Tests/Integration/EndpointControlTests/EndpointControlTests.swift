import ConsoleServer
import EngineNetwork
import Fleet
import FleetTestSupport
import Inventory
import Logging
import PacketPolicy
import Simulation
import TestSupport
import Testing

/// A simulated endpoint as the console reaches it: by AMT's protocol over a socket.
@Suite("A simulated endpoint, over the wire", .serialized)
struct EndpointControlTests {
    private static let secret = "Aa1!simulated"
    private static func withEndpoint(
        password: String = secret,
        at scheme: String = "",
        port: Int = 16_992,
        _ body: @escaping @Sendable (any EndpointControl, MemoryFleet) async throws -> Void
    ) async throws {
        let address = OwnAddress.next()
        let way = Endpoint(name: "pc1", address: scheme + address, port: port)
        let addresses = try #require(LoopbackAddresses(untrustedFirst: address, count: 1))
        let (ready, told) = AsyncStream.makeStream(of: Int.self)
        let simulated = SimulatedFleet(addresses: addresses, password: Self.secret) { told.yield($0) }
        let fleet = MemoryFleet()
        try await fleet.add(way, credentials: Credentials(user: "admin", password: password))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await simulated.run() }
            group.addTask {
                _ = await ready.first { _ in true }
                try await body(try await AMTConnector(fleet).control(of: way), fleet)
            }
            try await group.next()
            group.cancelAll()
        }
    }

    @Test("is switched on and off, and the log tells of it")
    func power() async throws {
        try await Self.withEndpoint { control, _ in
            #expect(try await control.power().state.isOff)
            #expect(try await control.power().available == [.on])
            try await control.perform(.on)
            #expect(try await control.power().state == .on)
            try await control.perform(.offHard)
            #expect(try await control.power().state.isOff)
            #expect(try await control.events().isEmpty == false)
            await #expect(throws: FleetError.self) { try await control.perform(.reset) }
        }
    }

    @Test("is reached with TLS, and its certificate is kept and expected again")
    func tls() async throws {
        try await Self.withEndpoint(at: "https://", port: 16_993) { control, fleet in
            #expect(try await control.power().state.isOff)
            let way = try #require(await fleet.endpoint(named: "pc1"))
            let kept = try #require(way.certificate)
            #expect(kept.count == 64)
            try await fleet.keepCertificate(String(kept.reversed()), of: "pc1")
            let other = try await AMTConnector(fleet).control(of: way)
            await #expect(throws: FleetError.self) { try await other.power() }
        }
    }

    @Test("ends when its ports are taken, and says which")
    func occupied() async throws {
        try await Self.withEndpoint { _, fleet in
            let way = try #require(await fleet.endpoint(named: "pc1"))
            let addresses = try #require(LoopbackAddresses(untrustedFirst: way.host, count: 1))
            let second = SimulatedFleet(addresses: addresses, password: Self.secret) { _ in }
            let error = await #expect(throws: ListenerError.self) { try await second.run() }
            #expect(error?.description.hasPrefix("cannot listen on \(way.host):16992") == true)
        }
    }

    @Test("takes a one-time start")
    func boot() async throws {
        try await Self.withEndpoint { control, _ in
            for device in BootDevice.allCases { try await control.bootOnce(from: device) }
            try await control.perform(.on)
            #expect(try await control.isBootOncePending() == false)
        }
    }

    @Test("takes the order to erase itself at one start, which uses it up")
    func erasure() async throws {
        try await Self.withEndpoint { control, _ in
            try await control.eraseOnce()
            #expect(try await control.isBootOncePending())
            try await control.perform(.on)
            #expect(try await control.isBootOncePending() == false)
        }
    }

    @Test("changes its stance and says why")
    func stance() async throws {
        try await Self.withEndpoint { control, _ in
            try await control.requestStance(.quarantine, reason: "a test")
            let report = try await control.stance()
            #expect(report.stance == .quarantine)
            #expect(report.reason == "a test")
            #expect(report.since != nil)
        }
    }

    @Test("is seen by the watcher with its hardware")
    func watcher() async throws {
        try await Self.withEndpoint { _, fleet in
            let services = FleetServices(
                endpoints: fleet,
                jobs: fleet,
                cases: fleet,
                connector: AMTConnector(fleet),
                catalog: FixedCatalog(),
                settings: FleetSettings(),
                changes: ChangeFeed()
            )
            await CaseWatcher(services, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }).lookAround()
            let seen = try #require(await fleet.snapshot(of: "pc1"))
            #expect(seen.failure == nil)
            #expect(seen.hardware?.system.manufacturer == "Sekisho")
            #expect(seen.hardware?.memory.map(\.sizeBytes) == [8 << 30])
            #expect(seen.hardware?.processors.map(\.maxSpeedMHz) == [2000])
            #expect(seen.agentConnected == false)
        }
    }

    @Test("says why work failed, and knows no work that it was not given")
    func work() async throws {
        try await Self.withEndpoint { control, _ in
            let id = try await control.begin(.refreshFacts)
            var operation = try await control.operation(id)
            while operation.state == .running { operation = try await control.operation(id) }
            #expect(operation.state == .failed)
            #expect(!operation.text.isEmpty)
            let error = await #expect(throws: FleetError.self) { try await control.operation("nothing") }
            guard case .unknown = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test("takes an installation through the cache with the repositories that it may reach, and none without")
    func repositories() async throws {
        try await Self.withEndpoint { control, _ in
            let order = WorkOrder.PackageSource.cache(repositories: [
                "[trusted=yes] http://repo.lan/", "http://m/d x main",
            ])
            let id = try await control.begin(.install(packages: ["app"], from: order))
            #expect(!id.isEmpty)
            await #expect(throws: FleetError.self) {
                try await control.begin(.install(packages: ["app"], from: .cache(repositories: [])))
            }
        }
    }

    @Test("does not let in who does not know the password")
    func password() async throws {
        try await Self.withEndpoint(password: "wrong") { control, _ in
            let error = await #expect(throws: FleetError.self) { try await control.power() }
            guard case .unauthorized = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }
}
