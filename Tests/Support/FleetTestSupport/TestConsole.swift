public import Fleet
public import FoundationEssentials

/// Stores, an endpoint named `pc1` and a clock, put together as a console has them.
public struct TestConsole: Sendable {
    public let clock: ManualClock
    public let fleet: MemoryFleet
    public let endpoint: ScriptedEndpoint
    public let services: FleetServices

    public init(_ world: (Date) -> ScriptedEndpoint.World) async throws {
        clock = ManualClock()
        fleet = MemoryFleet()
        endpoint = ScriptedEndpoint(clock, world(clock.now))
        services = FleetServices(
            endpoints: fleet,
            jobs: fleet,
            cases: fleet,
            connector: OneWay(control: endpoint),
            catalog: FixedCatalog(),
            settings: FleetSettings(),
            changes: ChangeFeed(),
            clock: clock.fleetClock
        )
        try await fleet.add(
            Endpoint(name: "pc1", address: "127.0.0.1"),
            credentials: Credentials(user: "u", password: "p")
        )
        clock.advance(by: 60)
    }

    /// Queues a story at the endpoint.
    public func queue(_ story: Story) async throws -> Job {
        let job = Job(endpoint: "pc1", story: story, requestedBy: "test", createdAt: clock.now)
        try await fleet.add(job)
        return job
    }
}

/// Always the same endpoint.
struct OneWay: EndpointConnector {
    let control: any EndpointControl

    func control(of endpoint: Endpoint) -> any EndpointControl { control }
}

/// Definitions of version 2, and rules too.
public struct FixedCatalog: ContentCatalog {
    public init() {}

    public func newestDefinitions() -> Content {
        Content(url: "http://console.lan/definitions", sha256: "ef", version: "2", date: .distantPast)
    }

    public func newestRules() -> Content { newestDefinitions() }
    public func newestLists() -> Content { newestDefinitions() }
    public func newestPolicy() -> Content { newestDefinitions() }
    public func policyText() -> String { "worm cut-off" }
    public func keep(policyText: String) {}
}
