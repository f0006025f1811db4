import FoundationEssentials
import Inventory

/// One look at an endpoint: what to ask, and how the answers become a snapshot.
///
/// What changes slowly and takes many messages, as hardware and software do, is asked for when it may have changed.
struct EndpointLook: Sendable {
    let endpoint: String
    let previous: EndpointSnapshot?
    /// True when the software is to be read even though nothing says that it has changed.
    let readsFacts: Bool

    /// Asks the endpoint; a look that fails keeps what was known before.
    func snapshot(through control: any EndpointControl, clock: FleetClock) async -> EndpointSnapshot {
        var seen = previous ?? EndpointSnapshot(endpoint: endpoint, askedAt: clock.now())
        seen.askedAt = clock.now()
        do {
            try await ask(control, &seen)
            seen.answeredAt = clock.now()
            seen.failure = nil
        } catch {
            seen.failure = error.description
        }
        return seen
    }

    private func ask(_ control: any EndpointControl, _ seen: inout EndpointSnapshot) async throws(FleetError) {
        seen.power = try await control.power()
        seen.stance = try await Self.offered { () async throws(FleetError) in try await control.stance() }
        seen.appliance = try await Self.offered { () async throws(FleetError) in try await control.appliance() }
        seen.agentConnected = try await Self.offered { () async throws(FleetError) in
            try await control.agentConnected()
        }
        seen.findings =
            try await Self.offered { () async throws(FleetError) in try await control.findings() } ?? []
        if needsFacts(seen) {
            seen.facts = try await Self.offered { () async throws(FleetError) in try await control.facts() } ?? []
        }
        if seen.hardware == nil {
            seen.hardware = try await Self.offered { () async throws(FleetError) in try await control.hardware() }
        }
    }

    private func needsFacts(_ seen: EndpointSnapshot) -> Bool {
        readsFacts || seen.facts.isEmpty || previous?.failure != nil || seen.power != previous?.power
            || seen.agentConnected != previous?.agentConnected
    }

    /// The answer, or nil from an endpoint that has no such thing.
    private static func offered<Value>(
        _ question: () async throws(FleetError) -> Value
    ) async throws(FleetError) -> Value? {
        do {
            return try await question()
        } catch {
            guard case .notOffered = error else { throw error }
            return nil
        }
    }
}
