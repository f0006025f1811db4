package import ObjectManager
package import Logging
package import NVRAM

/// Tells subscribers of the events that the log has taken.
package struct TrapSender: Sendable {
    let store: TrapStore
    let identity: Identity
    let logger: Logger
    /// Every event from the moment at which this was made.
    let events: AsyncStream<EventRecord>
    let started = ContinuousClock.now

    package init(store: TrapStore, identity: Identity, logger: Logger, events: AsyncStream<EventRecord>) {
        self.store = store
        self.identity = identity
        self.logger = logger
        self.events = events
    }

    /// Follows the events until the surrounding task is cancelled.
    package func run() async {
        var sequence: UInt16 = 0
        for await record in events {
            guard let event = PlatformEvent(record.bytes) else { continue }
            let settings = store.settings
            for subscriber in settings.subscribers(of: event) {
                sequence &+= 1
                send(event, to: subscriber, settings.community, sequence)
            }
        }
    }

    private func send(_ event: PlatformEvent, to subscriber: TrapSubscriber, _ community: String, _ sequence: UInt16) {
        let elapsed = (ContinuousClock.now - started).components
        let address = SocketAddress(identity.address, port: 0)?.bytes ?? []
        let trap = PlatformEventTrap(
            event: event,
            community: subscriber.community.isEmpty ? community : subscriber.community,
            agent: address.count == 4 ? address : [0, 0, 0, 0],
            guid: identity.guidBytes,
            sequence: sequence,
            uptime: UInt32(truncatingIfNeeded: elapsed.seconds * 100)
        )
        do throws(Datagram.Failure) {
            try Datagram.send(trap.bytes, to: subscriber.address, port: subscriber.port)
        } catch {
            // Traps are sent once and nobody waits for them: that one is lost is all there is to say.
            logger.warning("a trap was not sent", metadata: ["to": "\(subscriber.address)", "errno": "\(error.code)"])
        }
    }
}
