public import Logging
import NIOPosix
import ServiceLifecycle
import UnixSignals

/// Everything that runs in the appliance.
public struct ApplianceServices: Sendable {
    private let layout: Layout
    private let log: Logger

    /// Creates the services over these places.
    public init(layout: Layout = Layout(), log: Logger) {
        self.layout = layout
        self.log = log
    }

    /// Runs all services until one ends or the program is asked to stop.
    public func run() async throws {
        let threads = NIOThreadPool(numberOfThreads: 20)
        threads.start()
        let states = ServiceStates()
        let outbox = Outbox()
        let appliance = Appliance(layout: layout, threads: threads, states: states, outbox: outbox, log: log)
        let alerts = try AlertListener(path: layout.eveSocket, threads: threads).alerts()
        let packets = PacketLog(group: 5, threads: threads).packets()
        let port = try LinkPort(path: layout.link, threads: threads)
        await appliance.restoreStance()
        var services: [any Service] = [
            LinkService(port: port, appliance: appliance, outbox: outbox, log: log),
            Watch(events: alerts) { await appliance.judge(.alert($0)) },
            Watch(events: packets) { await appliance.judge(.spread($0)) },
        ]
        services += SupervisedProgram.always(layout, threads, states, log)
        try await ServiceGroup(services: services, gracefulShutdownSignals: [.sigterm], logger: log).run()
    }
}

/// Gives each event of a stream to one closure, in order.
struct Watch<Event: Sendable>: Service {
    let events: AsyncStream<Event>
    let act: @Sendable (Event) async -> Void

    func run() async throws {
        for await event in events.cancelOnGracefulShutdown() { await act(event) }
    }
}
