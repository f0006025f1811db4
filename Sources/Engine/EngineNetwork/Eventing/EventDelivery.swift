import ObjectManager
import EngineEvents
import Logging
public import ManagementEngine
import NVRAM
public import ServiceLifecycle

/// Sends events to their subscribers, each in the order of the events; a subscriber that cannot be reached gets an event
/// later, until it is too old.
public struct EventDelivery: Service {
    /// When to try again.
    public struct Patience: Sendable {
        /// How long to wait after the first try; twice as long after each one more.
        public var first: Duration
        /// How old an event may become.
        public var whole: Duration

        /// Creates a patience; without arguments, AMT's.
        public init(first: Duration = .seconds(1), whole: Duration = .seconds(30)) {
            self.first = first
            self.whole = whole
        }
    }

    private let engine: ManagementEngine
    private let patience: Patience
    private let allowsLoopback: Bool
    private let onFollowing: @Sendable () -> Void
    private let logger = Logger(label: "sekisho.events")

    /// - Parameter onFollowing: called once no event is missed any more.
    public init(
        engine: ManagementEngine,
        patience: Patience = Patience(),
        onFollowing: @escaping @Sendable () -> Void = {}
    ) {
        self.engine = engine
        self.patience = patience
        self.onFollowing = onFollowing
        allowsLoopback = ForbiddenHost.isForbidden(engine.identity.address)
    }

    /// Sends until the service group shuts down.
    public func run() async throws {
        await cancelWhenGracefulShutdown { await follow() }
    }

    private func follow() async {
        let events = engine.events()
        onFollowing()
        await withDiscardingTaskGroup { group in
            var couriers = Couriers()
            for await record in events {
                for notice in await notices(of: record) {
                    guard let round = couriers.give(notice) else { continue }
                    group.addTask { for await notice in round { await deliver(notice) } }
                }
                if let present = try? await engine.subscriptionNumbers() { couriers.dismiss(allBut: present) }
            }
            couriers.dismiss(allBut: [])
        }
    }

    private func notices(of record: EventRecord) async -> [EventNotice] {
        do {
            return try await engine.notices(of: record)
        } catch {
            logger.error("nobody is told of an event", metadata: ["error": "\(error)"])
            return []
        }
    }

    private func deliver(_ notice: EventNotice) async {
        let end = ContinuousClock.now + patience.whole
        var wait = patience.first
        while !Task.isCancelled, await isWanted(notice) {
            do {
                return try await EventPost(notice: notice, allowsLoopback: allowsLoopback).send()
            } catch {
                logger.debug(
                    "an event was not taken",
                    metadata: ["to": "\(notice.destination.url)", "error": "\(error)"]
                )
            }
            guard ContinuousClock.now + wait < end, (try? await Task.sleep(for: wait)) != nil else {
                return logger.warning(
                    "an event is lost for a subscriber",
                    metadata: ["to": "\(notice.destination.url)"]
                )
            }
            wait *= 2
        }
    }

    /// Whether a subscription still stands; where that cannot be read, it is taken to.
    private func isWanted(_ notice: EventNotice) async -> Bool {
        (try? await engine.subscriptionNumbers())?.contains(notice.subscription) ?? true
    }
}
