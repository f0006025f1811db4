import FoundationEssentials
import Inventory
public import Logging
import PacketPolicy
public import ServiceLifecycle

/// Looks at all endpoints every few seconds, keeps what it sees, and opens a case when one was cut off.
public struct CaseWatcher: Service {
    private let services: FleetServices
    private let pause: Duration
    private let greatestNumber: Int
    private let logger: Logger

    /// Every so many rounds the software is read again, changed or not.
    private static let roundsBetweenFacts = 5

    /// Creates a watcher that looks at so many endpoints at a time, and rests for so long between rounds.
    public init(
        _ services: FleetServices,
        pause: Duration = .seconds(3),
        greatestNumber: Int = 16,
        logger: Logger
    ) {
        self.services = services
        self.pause = pause
        self.greatestNumber = greatestNumber
        self.logger = logger
    }

    /// Looks, round after round, until the service group shuts down.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await distrustKept()
            var round = 0
            while !Task.isCancelled {
                await lookAround(readsFacts: round % Self.roundsBetweenFacts == 0)
                round += 1
                try? await services.clock.sleep(pause)
            }
        }
    }

    /// What an earlier console saw is shown, but not taken for the present.
    private func distrustKept() async {
        for endpoint in (try? await services.endpoints.endpoints()) ?? [] {
            guard var kept = try? await services.endpoints.snapshot(of: endpoint.name) else { continue }
            kept.failure = "not asked since the console was started"
            try? await services.endpoints.save(kept)
        }
    }

    /// Looks once at every endpoint.
    public func lookAround(readsFacts: Bool = true) async {
        do {
            var waiting = try await services.endpoints.endpoints()[...]
            await withTaskGroup { group in
                for endpoint in waiting.prefix(greatestNumber) {
                    group.addTask { await look(at: endpoint, readsFacts) }
                }
                waiting = waiting.dropFirst(greatestNumber)
                while await group.next() != nil, let endpoint = waiting.popFirst() {
                    group.addTask { await look(at: endpoint, readsFacts) }
                }
            }
        } catch {
            if error != .interrupted { logger.error("the fleet cannot be read", metadata: ["error": "\(error)"]) }
        }
    }

    private func look(at endpoint: Endpoint, _ readsFacts: Bool) async {
        do {
            let previous = try await services.endpoints.snapshot(of: endpoint.name)
            let look = EndpointLook(endpoint: endpoint.name, previous: previous, readsFacts: readsFacts)
            let control = try await services.connector.control(of: endpoint)
            let seen = await look.snapshot(through: control, clock: services.clock)
            try await services.endpoints.save(seen)
            services.changes.publish(.endpoint(endpoint.name))
            try await openCase(seen)
            try await tellUser(seen, through: control)
        } catch {
            guard error != .interrupted else { return }
            logger.error("a look failed", metadata: ["endpoint": "\(endpoint.name)", "error": "\(error)"])
        }
    }

    private func openCase(_ seen: EndpointSnapshot) async throws(FleetError) {
        guard seen.isReachable else { return }
        let known = try await services.cases.cases(of: seen.endpoint)
        guard let finding = CaseRule.finding(in: seen, known: known) else { return }
        let opened = try await services.cases.open(
            Case(endpoint: seen.endpoint, finding: finding, openedAt: services.clock.now())
        )
        logger.notice("a case was opened", metadata: ["endpoint": "\(seen.endpoint)", "case": "\(opened.id)"])
        services.changes.publish(.caseFile(opened.id))
    }

    /// The person at an endpoint that is cut off is told the number of its case, as soon as there is one.
    private func tellUser(_ seen: EndpointSnapshot, through control: any EndpointControl) async throws(FleetError) {
        guard seen.isReachable, let stance = seen.stance, stance.stance == .quarantine else { return }
        let known = try await services.cases.cases(of: seen.endpoint)
        guard let standing = known.first(where: { $0.state != .released }), standing.number != stance.caseNumber
        else { return }
        do throws(FleetError) {
            try await control.showCase(standing.number, contact: services.settings.contact)
        } catch {
            // Perhaps released meanwhile; the next look tries again.
            logger.info("the person was not told", metadata: ["endpoint": "\(seen.endpoint)", "error": "\(error)"])
        }
    }
}
