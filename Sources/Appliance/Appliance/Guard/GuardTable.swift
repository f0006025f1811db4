import PacketPolicy

/// The nft commands that change the guard's table after it was loaded; each is one transaction.
enum GuardTable {
    private static let table = "bridge guard"

    /// Makes the forward verdict and the way in follow the stance.
    ///
    /// A release to the open stance also forgets who was cut off and whom they met.
    static func apply(_ stance: Stance) -> String {
        let forward = stance == .open ? [] : ["add rule \(table) stance_forward counter name dropped drop"]
        let input = stance == .patching ? patchingInput.map { "add rule \(table) stance_input \($0)" } : []
        let forget = stance == .open ? sets.map { "flush set \(table) \($0)" } : []
        let flush = ["flush chain \(table) stance_forward", "flush chain \(table) stance_input"]
        return (flush + forward + input + forget).joined(separator: "\n") + "\n"
    }

    /// Drops everything from and to an IPv4 address; nil when the text is none.
    static func block(_ untrustedAddress: String) -> String? {
        let parts = untrustedAddress.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts.allSatisfy({ $0.count <= 3 && UInt8($0) != nil && $0.first != "+" }) else {
            return nil
        }
        return "add element \(table) blocked { \(untrustedAddress) }\n"
    }

    private static let sets = [
        "blocked", "worms", "pairs", "pairs6", "asked", "pace_near", "pace_far", "pace_arp", "pace_connections",
    ]

    private static let patchingInput = [
        "arp saddr ip 169.254.77.2 arp daddr ip 169.254.77.1 accept",
        "ip saddr 169.254.77.2 ip daddr 169.254.77.1 tcp dport { 53, 3142 } accept",
        "ip saddr 169.254.77.2 ip daddr 169.254.77.1 udp dport 53 accept",
        "ip saddr 169.254.77.2 ip daddr 169.254.77.1 icmp type echo-request accept",
    ]
}
