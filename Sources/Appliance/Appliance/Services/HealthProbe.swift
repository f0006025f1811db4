import FoundationEssentials
import Glibc
import Inventory
import NIOPosix

/// What the kernel knows about how the appliance is.
struct HealthProbe: Sendable {
    let layout: Layout
    let threads: NIOThreadPool

    /// The appliance's health; `services` are the supervisor's words.
    func health(services: ServiceStates) async -> ApplianceHealth {
        let definitions = EditionStore(folder: layout.definitions).current
        let counters = await counters()
        return ApplianceHealth(
            version: Appliance.version,
            uptimeSeconds: Int(Double(firstWord(of: "/proc/uptime")) ?? 0),
            definitionsVersion: definitions?.version ?? "",
            definitionsDate: definitions?.date,
            rulesVersion: EditionStore(folder: layout.rules).current?.version ?? "",
            suricata: suricata(services),
            clamd: services.word("clamd"),
            flows: Int(Files.text("/proc/sys/net/netfilter/nf_conntrack_count")) ?? 0,
            packetsForwarded: counters["forwarded"] ?? 0,
            packetsDropped: counters["dropped"] ?? 0,
            memoryUsedKiB: Memory.now.used,
            address: String(Files.text(layout.run + "/address").prefix { $0 != "/" }),
            policyVersion: EditionStore(folder: layout.policy).current?.version,
            listsVersion: EditionStore(folder: layout.lists).current?.version
        )
    }

    /// The intrusion detection's word, unless nothing is bridged at all.
    private func suricata(_ services: ServiceStates) -> String {
        let state = Files.text(layout.run + "/guard")
        return state == "ready" ? services.word("suricata") : "guard \(state.isEmpty ? "not started" : state)"
    }

    private func counters() async -> [String: UInt64] {
        let command = Command("/usr/sbin/nft", ["list", "counters", "table", "bridge", "guard"], timeoutSeconds: 10)
        guard let outcome = try? await command.run(on: threads), outcome.succeeded else { return [:] }
        return Self.counters(untrustedListing: outcome.output)
    }

    /// Reads nft's listing of named counters: the name, then the packets.
    static func counters(untrustedListing: String) -> [String: UInt64] {
        let words = untrustedListing.split { $0.isWhitespace }.map(String.init)
        var counters: [String: UInt64] = [:]
        var name = ""
        for (word, next) in zip(words, words.dropFirst()) {
            if word == "counter" { name = next }
            if word == "packets" { counters[name] = UInt64(next) }
        }
        return counters
    }

    private func firstWord(of path: String) -> String { String(Files.text(path).prefix { $0 != " " }) }
}
