import Logging
import NIOPosix

/// The way of a user OS that is being patched to the package cache, open to ordered repositories and to no others.
///
/// Without an order there is no configuration, and without that nothing listens there.
struct CacheDoor: Sendable {
    /// How long the server may take to begin or to end.
    private static let patience = Duration.seconds(20)

    let layout: Layout
    /// Ends the server, and with it what it still carries.
    let leash = Leash()

    init(layout: Layout) { self.layout = layout }

    /// Opens to these repositories, in the place of earlier ones; to none when there are none. Done when it is so.
    func open(to untrustedRepositories: [String]) async throws(ApplianceError) {
        let rules = try untrustedRepositories.isEmpty ? nil : DoorRules(untrustedRepositories: untrustedRepositories)
        forget()
        try await wait("the way to the package cache does not close") { !leash.isHeld }
        guard let rules else { return }
        let text = rules.configuration(door: layout.door.description, cache: layout.cacheAddress)
        try Files.replace(layout.doorRules, with: text.utf8)
        do throws(ApplianceError) {
            try await wait("the way to the package cache does not open") { await layout.door.answers() }
            guard Files.text(layout.doorRules) + "\n" == text else { throw .failed("another order came meanwhile") }
        } catch {
            forget()
            throw error
        }
    }

    /// Closes to everybody, and cuts what still flows.
    func forget() {
        Files.remove(layout.doorRules)
        leash.pull()
    }

    private func wait(_ complaint: String, until holds: () async -> Bool) async throws(ApplianceError) {
        let deadline = ContinuousClock.now + Self.patience
        while await !holds() {
            guard ContinuousClock.now < deadline, !Task.isCancelled else { throw .failed(complaint) }
            try? await Task.sleep(for: .milliseconds(100))
        }
    }
}

extension SupervisedProgram {
    /// What serves at the door: without rights, and only while there is an order.
    static func door(
        _ door: CacheDoor,
        _ threads: NIOThreadPool,
        _ states: ServiceStates,
        _ log: Logger
    ) -> SupervisedProgram {
        SupervisedProgram(
            name: "door of the cache",
            path: unprivileged[0],
            arguments: unprivileged.dropFirst() + ["/usr/sbin/nginx", "-e", "stderr", "-c", door.layout.doorRules],
            threads: threads,
            states: states,
            log: log,
            condition: door.layout.doorRules,
            leash: door.leash
        )
    }
}
