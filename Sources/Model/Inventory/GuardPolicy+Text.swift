extension GuardPolicy {
    /// Why a text is no policy.
    public struct Mistake: Error, Sendable, Hashable, CustomStringConvertible {
        /// The number of the line, from 1; 0 when the text as a whole is meant.
        public var line: Int
        public var reason: String

        /// The mistake as a person reads it.
        public var description: String { line == 0 ? reason : "line \(line): \(reason)" }
    }

    /// The longest text that is read, in bytes.
    public static let longestText = 64 << 10

    /// Reads a policy: one rule a line, words apart by blanks, `#` begins a remark.
    ///
    /// - `KIND ACTION`, as `worm cut-off`, with the kinds of ``Finding/Kind`` and the actions of ``Action``
    /// - `signature NUMBER ACTION`, `signature priority 1 ACTION`
    /// - `limit exfiltration MEGABYTES`
    /// - `in-line all`, `in-line 10.0.0.0/8`, `in-line port 445`
    public init(untrustedText text: String) throws(Mistake) {
        guard text.utf8.count <= Self.longestText else {
            throw Mistake(line: 0, reason: "the policy is longer than \(Self.longestText) bytes")
        }
        self.init(rules: [])
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }.map(String.init)
            guard let first = words.first else { continue }
            do {
                try read(first, Array(words.dropFirst()))
            } catch {
                throw Mistake(line: index + 1, reason: error.text)
            }
        }
    }

    private struct Refusal: Error {
        let text: String
        init(_ text: String) { self.text = text }
    }

    private mutating func read(_ first: String, _ rest: [String]) throws(Refusal) {
        switch first {
        case "limit": exfiltrationMegabytes = try Self.limit(rest)
        case "in-line": inline.append(try Self.inline(rest))
        default: try add(Rule(try Self.subject(first, rest.dropLast()), try Self.action(rest.last)))
        }
    }

    private mutating func add(_ rule: Rule) throws(Refusal) {
        guard !rules.contains(where: { $0.subject == rule.subject }) else {
            throw Refusal("this was decided in a line before")
        }
        rules.append(rule)
    }

    private static func action(_ word: String?) throws(Refusal) -> Action {
        if let action = word.flatMap(Action.init(rawValue:)) { return action }
        let known = Action.allCases.map(\.rawValue).joined(separator: ", ")
        throw Refusal("'\(shown(word))' is no action; the actions are \(known)")
    }

    private static func subject(_ word: String, _ rest: some Collection<String>) throws(Refusal) -> Subject {
        guard let kind = Finding.Kind(rawValue: word) else {
            let known = Finding.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal("'\(shown(word))' is no kind of finding; the kinds are \(known)")
        }
        let words = Array(rest)
        switch words.count {
        case 0: return .kind(kind)
        case 1 where kind == .signature:
            if let number = UInt32(words[0]) { return .signature(number) }
        case 2 where kind == .signature && words[0] == "priority":
            if let priority = Int(words[1]), (1...255).contains(priority) { return .priority(priority) }
        default: break
        }
        throw Refusal("'\(shown(words.joined(separator: " ")))' is not understood after '\(kind.rawValue)'")
    }

    private static func limit(_ words: [String]) throws(Refusal) -> Int {
        guard words.count == 2, words[0] == "exfiltration", let megabytes = Int(words[1]),
            (1...1_000_000).contains(megabytes)
        else { throw Refusal("a limit is 'limit exfiltration' and a number of megabytes from 1 to 1000000") }
        return megabytes
    }

    private static func inline(_ words: [String]) throws(Refusal) -> Inline {
        if words == ["all"] { return .all }
        if words.count == 2, words[0] == "port", let port = UInt16(words[1]), port > 0 { return .port(port) }
        if words.count == 1, let network = AddressRange(untrustedText: words[0]), !network.isIPv6 {
            return .network(network.text)
        }
        throw Refusal("after 'in-line' comes 'all', an IPv4 address or network, or 'port' and a number")
    }

    private static func shown(_ word: String?) -> String { String((word ?? "").prefix(40)) }
}

extension GuardPolicy {
    /// The policy of a PC that was given no other, as text.
    public static let standardText = """
        # What the guard does about what it finds. The first line that speaks of a finding decides.
        #   note      it is written down
        #   alert     the administrator is told
        #   drop      the traffic is dropped as well
        #   cut-off   the PC loses its network as well

        worm                    cut-off
        port-scan               drop

        # signature NUMBER, signature priority N (1 is the gravest), or all other signatures
        signature priority 1    cut-off
        signature priority 2    alert
        signature               note

        blocked-address         drop
        blocked-name            drop
        beaconing               alert

        # Traffic in another's name never leaves. A network of which the intrusion detection does not see all is closed by drop.
        spoofing                drop
        blind                   alert

        # More than so many megabytes to one address outside within an hour
        exfiltration            alert
        limit exfiltration      2000

        # Traffic that waits until it was inspected: in-line all, in-line 10.0.0.0/8, in-line port 445

        """

    /// The same, read; a mistake in it is found by its test.
    public static var standard: GuardPolicy {
        (try? GuardPolicy(untrustedText: standardText)) ?? GuardPolicy(rules: [Rule(.kind(.worm), .cutOff)])
    }
}
