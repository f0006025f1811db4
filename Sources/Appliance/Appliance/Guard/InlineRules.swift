public import Inventory

/// The rules of the intrusion detection for traffic that waits for its word.
///
/// Standard rules say `alert`, and beside the path nothing else is possible. In line, the rules of what the policy drops
/// or cuts off say `drop`, so that the packet that matches is the first one stopped.
public struct InlineRules: Sendable {
    private let priorities: [Substring: Int]
    private let policy: GuardPolicy
    private static let ordinaryPriority = 3

    /// Creates the rules' judge from the classes of rules, in the form of Suricata's `classification.config`.
    public init(classes untrustedClasses: String, policy: GuardPolicy) {
        self.policy = policy
        var priorities: [Substring: Int] = [:]
        for line in untrustedClasses.split(separator: "\n") where line.hasPrefix("config classification:") {
            let parts = line.dropFirst("config classification:".count).split(separator: ",")
            guard let name = parts.first, let priority = parts.last.flatMap({ Int($0.drop { $0 == " " }) }) else {
                continue
            }
            priorities[name.drop { $0 == " " }] = priority
        }
        self.priorities = priorities
    }

    /// The rules with the action that the policy wants; what is no `alert` stays as it is.
    public func text(_ untrustedRules: String) -> String {
        untrustedRules.split(separator: "\n", omittingEmptySubsequences: false)
            .map { isDropped($0) ? "drop" + $0.dropFirst("alert".count) : $0 }
            .joined(separator: "\n")
    }

    private func isDropped(_ rule: Substring) -> Bool {
        guard rule.hasPrefix("alert "), let number = option("sid", of: rule).flatMap({ UInt32($0) }) else {
            return false
        }
        let own = option("priority", of: rule).flatMap { Int($0) }
        let ofClass = option("classtype", of: rule).flatMap { priorities[$0] }
        return policy.action(forSignature: number, priority: own ?? ofClass ?? Self.ordinaryPriority) >= .drop
    }

    /// The value of the last option of that name, for texts in quotes come before these.
    private func option(_ name: String, of rule: Substring) -> Substring? {
        let options = rule.split(separator: ";").map { $0.drop { $0 == " " } }
        return options.last { $0.hasPrefix(name + ":") }?.dropFirst(name.count + 1).drop { $0 == " " }
    }
}
