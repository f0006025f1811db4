/// What the guard does about each kind of finding.
///
/// It is written as one readable text, see ``GuardPolicy/init(untrustedText:)``. Among the rules the first that speaks of
/// a finding decides; of what no rule speaks, an alert is raised.
public struct GuardPolicy: Sendable, Hashable {
    /// What is done about a finding; each does what those before it do.
    public enum Action: String, Sendable, Codable, Hashable, CaseIterable, Comparable {
        /// It is written down.
        case note
        /// The administrator is told.
        case alert
        /// The traffic is dropped.
        case drop
        /// The user OS loses its network.
        case cutOff = "cut-off"

        /// Whether one does less than the other.
        public static func < (one: Self, other: Self) -> Bool { one.rank < other.rank }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// What a rule speaks of.
    public enum Subject: Sendable, Hashable {
        /// All findings of a kind.
        case kind(Finding.Kind)
        /// The signature of this number.
        case signature(UInt32)
        /// All signatures of this priority or a graver one; 1 is the gravest, 255 the slightest.
        case priority(Int)
    }

    /// One line of the policy.
    public struct Rule: Sendable, Hashable {
        public var subject: Subject
        public var action: Action

        /// Creates a rule.
        public init(_ subject: Subject, _ action: Action) {
            self.subject = subject
            self.action = action
        }
    }

    /// Traffic that waits for the intrusion detection's word on each packet.
    public enum Inline: Sendable, Hashable {
        /// All traffic.
        case all
        /// From or to one IPv4 address or network, as `10.0.0.0/8`.
        case network(String)
        /// To one TCP port of the other side.
        case port(UInt16)
    }

    /// In the order in which they are asked.
    public var rules: [Rule]
    /// How many megabytes (10^6 bytes) the user OS may send to one address outside within an hour; 1 to 1,000,000.
    public var exfiltrationMegabytes: Int
    /// Which traffic is held until it was inspected; empty when all of it is inspected beside its path.
    public var inline: [Inline]

    /// Creates a policy from its parts.
    public init(rules: [Rule], exfiltrationMegabytes: Int = 2000, inline: [Inline] = []) {
        self.rules = rules
        self.exfiltrationMegabytes = exfiltrationMegabytes
        self.inline = inline
    }

    /// What is done about a finding of this kind.
    public func action(for kind: Finding.Kind) -> Action {
        rules.first { $0.subject == .kind(kind) }?.action ?? .alert
    }

    /// What is done about a signature of this number and priority.
    public func action(forSignature number: UInt32, priority: Int) -> Action {
        let rule = rules.first { rule in
            switch rule.subject {
            case .kind(let kind): kind == .signature
            case .signature(let named): named == number
            case .priority(let slightest): priority <= slightest
            }
        }
        return rule?.action ?? .alert
    }
}
