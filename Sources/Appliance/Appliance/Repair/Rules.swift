import ApplianceLink
import Inventory
import NIOPosix

/// Renews the rules of the intrusion detection: fetched, checked, tested by Suricata itself, taken, and reloaded.
struct Rules: Sendable {
    let store: EditionStore
    let fetcher: Fetcher
    let layout: Layout
    let publisher: Publisher

    /// Takes an edition, or keeps the former one and says why.
    func update(_ order: Download, unless abandonment: Abandonment) async throws(ApplianceError) {
        try publisher.check(order, for: .rules)
        let draft = try store.draft(for: order.sha256)
        let file = "\(draft)/sekisho.rules"
        try await fetcher.fetch(order, to: file, largest: 128 << 20, unless: abandonment)
        let test = Command(
            "/usr/bin/suricata",
            ["-T", "-c", "\(layout.configuration)/suricata.yaml", "-S", file, "-l", "/tmp"],
            timeoutSeconds: 900
        )
        let outcome = try await test.run(on: fetcher.threads, unless: abandonment)
        guard outcome.succeeded else { throw .wrongContent("Suricata refuses the rules: \(outcome.reason)") }
        try store.adopt(.init(version: order.version, date: order.date))
        do throws(ApplianceError) { try await reload() } catch {
            _ = try? store.revert()
            throw error
        }
    }

    private func reload() async throws(ApplianceError) {
        let socket = layout.suricataSocket
        do {
            try await fetcher.threads.runIfActive { try SuricataControl(path: socket).reload() }
        } catch {
            throw .failed("Suricata has not loaded the rules, the former ones stay: \(error)")
        }
    }
}
