import Inventory
import PacketPolicy

/// The nft commands that change the guard's table after it was loaded; each is one transaction.
enum GuardTable {
    private static let table = "bridge guard"

    /// Makes the forward verdict and the way in follow the stance.
    ///
    /// A release to the open stance also forgets who was cut off and whom they met.
    static func apply(_ stance: Stance) -> String {
        let forward: [Stance: [String]] = [
            .patching: ["counter name dropped drop"], .quarantine: ["goto quarantine_forward"],
        ]
        let forget = stance == .open ? sets.map { "flush set \(table) \($0)" } : []
        let input = stance == .patching ? ["jump patching_input"] : []
        return text(refill("stance_forward", forward[stance] ?? []) + refill("stance_input", input) + forget)
    }

    /// Says that the intrusion detection watches, for as long as the set keeps its elements.
    static let watched = unwatched + "add element \(table) watched { inside, outside }\n"
    /// Says that nobody watches.
    static let unwatched = "flush set \(table) watched\n"

    /// Makes the kernel's part of the guard follow the policy.
    static func apply(_ policy: GuardPolicy) -> String {
        let verdicts = kernelKinds.flatMap { kind, name in
            refill("verdict_\(name)", verdict(kind, policy.action(for: kind)))
        }
        let bytes = "\(policy.exfiltrationMegabytes) mbytes"
        let limits = [
            "add @sent { ip daddr quota over \(bytes) } jump volume_hit",
            "add @sent6 { ip6 daddr & ffff:ffff:ffff:ffff:: quota over \(bytes) } jump volume_hit",
        ]
        let forget = ["flush set \(table) sent", "flush set \(table) sent6"]
        return text(verdicts + refill("volume_limit", limits) + forget + refill("inspected", inline(policy)))
    }

    /// Puts the addresses of a block list into the place of those before.
    static func apply(_ list: BlockList) -> String {
        let flush = ["flush set \(table) listed", "flush set \(table) listed6"]
        return text(flush + elements(list.addresses, of: "listed") + elements(list.addresses6, of: "listed6"))
    }

    /// Drops everything from and to an address; nil when the text is none.
    static func block(_ untrustedAddress: String) -> String? {
        guard let range = AddressRange(untrustedText: untrustedAddress), !range.text.contains("/") else { return nil }
        return "add element \(table) blocked\(range.isIPv6 ? "6" : "") { \(range.text) }\n"
    }

    private static let sets = [
        "blocked", "blocked6", "worms", "met", "met6", "asked", "asked6", "ports", "ports6", "pace_near", "pace_far",
        "pace_web", "pace_arp", "unanswered", "unanswered6", "pace_ports", "pace_ports6", "pace_connections", "sent",
        "sent6",
    ]

    /// What the kernel finds by itself, with the name of its chain.
    private static let kernelKinds: [(Finding.Kind, String)] = [
        (.worm, "worm"), (.portScan, "scan"), (.blockedAddress, "listed"), (.exfiltration, "volume"),
    ]

    private static func verdict(_ kind: Finding.Kind, _ action: GuardPolicy.Action) -> [String] {
        guard action >= .drop else { return [] }
        let mark = kind == .worm ? ["update @worms { ether saddr timeout 1h }"] : []
        return mark + ["counter name dropped drop"]
    }

    /// Without `bypass`: when nobody takes packets from the queue, they are dropped.
    private static func inline(_ policy: GuardPolicy) -> [String] {
        policy.inline.flatMap { group in
            switch group {
            case .all: ["ether type { ip, ip6 } queue num 0"]
            case .network(let network): ["ip saddr \(network) queue num 0", "ip daddr \(network) queue num 0"]
            case .port(let port): ["tcp dport \(port) queue num 0", "tcp sport \(port) queue num 0"]
            }
        }
    }

    private static func refill(_ chain: String, _ rules: [String]) -> [String] {
        ["flush chain \(table) \(chain)"] + rules.map { "add rule \(table) \(chain) \($0)" }
    }

    private static func elements(_ elements: [String], of set: String) -> [String] {
        stride(from: 0, to: elements.count, by: 1000).map { start in
            let part = elements[start..<min(start + 1000, elements.count)]
            return "add element \(table) \(set) { \(part.joined(separator: ", ")) }"
        }
    }

    private static func text(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
}
