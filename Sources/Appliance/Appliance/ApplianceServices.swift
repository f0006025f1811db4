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
        let threads = NIOThreadPool(numberOfThreads: 24)
        threads.start()
        let states = ServiceStates()
        let outbox = Outbox()
        let recorder = Recorder(store: EvidenceStore(folder: layout.evidence), threads: threads, log: log)
        let branch = Branch(layout: layout)
        let door = CacheDoor(layout: layout)
        let homes = AsyncStream.makeStream(of: HomeNetworks.self, bufferingPolicy: .bufferingNewest(1))
        let appliance = Appliance(
            layout: layout,
            branch: branch,
            door: door,
            threads: threads,
            states: states,
            outbox: outbox,
            recorder: recorder,
            homes: homes.continuation,
            log: log
        )
        let records = try EVEListener(path: layout.eveSocket, threads: threads).records { recorder.see($0) }
        let held = try EVEListener(path: layout.inlineEVESocket, threads: threads).records { recorder.see($0) }
        let packets = PacketLog(group: 5, threads: threads).packets()
        PacketLog(group: 6, threads: threads).keep { recorder.see($0) }
        let port = try LinkPort(path: layout.link, threads: threads)
        await appliance.restore()
        var services: [any Service] = [
            LinkService(port: port, appliance: appliance, outbox: outbox, log: log),
            Watch(events: records.alerts) { await appliance.judge(.alert($0)) },
            Watch(events: records.others) { await appliance.judge($0) },
            Watch(events: held.alerts) { await appliance.judge(.alert($0)) },
            Watch(events: held.others) { await appliance.judge($0) },
            Watch(events: packets) { await appliance.judge(.logged($0)) },
            Watch(events: homes.stream) { await appliance.settle($0) },
            LeaseWatch(path: layout.lease, threads: threads) { await appliance.judge($0) },
            recorder,
        ]
        let kernel = KernelGuard(layout: layout, threads: threads)
        let (leash, inlineLeash) = (Leash(), Leash())
        services += [
            Vigil(
                name: "suricata",
                control: SuricataControl(path: layout.suricataSocket),
                threads: threads,
                leash: leash,
                log: log,
                interface: "mirror",
                bears: { await appliance.bears(unseen: $0) },
                renew: { try await kernel.note(isWatched: true) }
            ),
            Vigil(
                name: "suricata in line",
                control: SuricataControl(path: layout.inlineCommandSocket),
                threads: threads,
                leash: inlineLeash,
                log: log
            ),
            BranchWatch(branch: branch, log: log),
            Housekeeping(layout: layout, threads: threads, log: log),
        ]
        services += SupervisedProgram.always(
            layout,
            branch.tunnels,
            threads,
            states,
            log,
            leash: leash,
            inlineLeash: inlineLeash
        )
        services += SupervisedProgram.desk(layout, threads, states, log)
        services.append(SupervisedProgram.door(door, threads, states, log))
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
