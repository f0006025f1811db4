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

    /// Events that may wait for one subscriber; of more the oldest are lost.
    private static let greatestBacklog = 64

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
            var couriers: [Int: AsyncStream<EventNotice>.Continuation] = [:]
            for await record in events {
                let notices = await notices(of: record)
                for notice in notices {
                    let courier = couriers[notice.subscription] ?? hire(&group)
                    couriers[notice.subscription] = courier
                    courier.yield(notice)
                }
            }
            for courier in couriers.values { courier.finish() }
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

    private func hire(_ group: inout DiscardingTaskGroup) -> AsyncStream<EventNotice>.Continuation {
        let (notices, courier) = AsyncStream.makeStream(
            of: EventNotice.self,
            bufferingPolicy: .bufferingNewest(Self.greatestBacklog)
        )
        group.addTask { for await notice in notices { await deliver(notice) } }
        return courier
    }

    private func deliver(_ notice: EventNotice) async {
        let end = ContinuousClock.now + patience.whole
        var wait = patience.first
        while !Task.isCancelled {
            do {
                return try await EventPost(notice: notice, allowsLoopback: allowsLoopback).send()
            } catch {
                logger.debug(
                    "an event was not taken",
                    metadata: ["to": "\(notice.destination.url)", "error": "\(error)"]
                )
            }
            guard ContinuousClock.now + wait < end, (try? await Task.sleep(for: wait)) != nil else { break }
            wait *= 2
        }
        logger.warning("an event is lost for a subscriber", metadata: ["to": "\(notice.destination.url)"])
    }
}
