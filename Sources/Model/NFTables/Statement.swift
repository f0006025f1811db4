/// One line of an nft script about the table `sekisho`.
///
/// Everything that this module tells the kernel is made of these; only here is nft text put together.
struct Statement: Hashable, Sendable {
    let text: String

    static let table = "netdev sekisho"

    private init(_ text: String) {
        self.text = text
    }

    static let addTable = Statement("add table \(table)")
    static let deleteTable = Statement("delete table \(table)")

    static func addCounter(_ name: String) -> Statement {
        Statement("add counter \(table) \(name)")
    }

    static func addChain(_ name: String) -> Statement {
        Statement("add chain \(table) \(name)")
    }

    /// A chain that the kernel calls for each frame that arrives at a device; what no rule takes is dropped.
    static func addBaseChain(_ name: String, device: String) -> Statement {
        Statement(
            "add chain \(table) \(name) { type filter hook ingress device \"\(device)\" priority filter; policy drop; }"
        )
    }

    static func flushChain(_ name: String) -> Statement {
        Statement("flush chain \(table) \(name)")
    }

    static func addRule(_ rule: String, to chain: String) -> Statement {
        Statement("add rule \(table) \(chain) \(rule)")
    }

    static func addMap(_ map: VerdictMap) -> Statement {
        let parts =
            ["type \(map.keyType) : verdict;"] + (map.size.map { ["size \($0);"] } ?? [])
            + (map.isInterval ? ["flags interval;"] : []) + (map.counts ? ["counter;"] : [])
        return Statement("add map \(table) \(map.name) { \(parts.joined(separator: " ")) }")
    }

    static func flushMap(_ name: String) -> Statement {
        Statement("flush map \(table) \(name)")
    }

    static func deleteMap(_ name: String) -> Statement {
        Statement("delete map \(table) \(name)")
    }

    static func addSet(_ name: String, _ properties: String) -> Statement {
        Statement("add set \(table) \(name) { \(properties) }")
    }

    static func flushSet(_ name: String) -> Statement {
        Statement("flush set \(table) \(name)")
    }

    static func deleteSet(_ name: String) -> Statement {
        Statement("delete set \(table) \(name)")
    }

    static func deleteChain(_ name: String) -> Statement {
        Statement("delete chain \(table) \(name)")
    }

    static func deleteCounter(_ name: String) -> Statement {
        Statement("delete counter \(table) \(name)")
    }

    /// Nothing when there are no elements, for nft has no empty list.
    static func addElements(_ elements: [String], to name: String) -> [Statement] {
        guard !elements.isEmpty else { return [] }
        return [Statement("add element \(table) \(name) { \(elements.joined(separator: ", ")) }")]
    }

    /// A set of one number, by which the ruleset tells who made it.
    static func mark(_ name: String, _ value: UInt32) -> [Statement] {
        [
            Statement("add set \(table) \(name) { type mark; }"),
            Statement("flush set \(table) \(name)"),
            Statement("add element \(table) \(name) { \(value) }"),
        ]
    }
}

extension Sequence<Statement> {
    /// A script that nft carries out as one transaction.
    var script: String {
        map { $0.text + "\n" }.joined()
    }
}
