import FoundationEssentials
import Testing

@testable import Inventory

@Suite("The guard's policy")
struct GuardPolicyTests {
    @Test("A text says what is done about each kind, signature and priority; the first line that speaks decides")
    func reads() throws {
        let policy = try GuardPolicy(
            untrustedText: """
                # remark
                worm cut-off          # and another
                signature 7740001 note
                signature priority 2  drop
                signature alert
                \tbeaconing\tnote
                limit exfiltration 50
                in-line 10.0.0.0/8
                in-line port 445
                """
        )
        #expect(policy.action(for: .worm) == .cutOff)
        #expect(policy.action(for: .beaconing) == .note)
        #expect(policy.action(forSignature: 7_740_001, priority: 1) == .note)
        #expect(policy.action(forSignature: 1, priority: 1) == .drop)
        #expect(policy.action(forSignature: 1, priority: 2) == .drop)
        #expect(policy.action(forSignature: 1, priority: 3) == .alert)
        #expect(policy.exfiltrationMegabytes == 50)
        #expect(policy.inline == [.network("10.0.0.0/8"), .port(445)])
    }

    @Test("What no line speaks of raises an alert")
    func silence() throws {
        let policy = try GuardPolicy(untrustedText: "")
        #expect(Finding.Kind.allCases.allSatisfy { policy.action(for: $0) == .alert })
        #expect(policy.action(forSignature: 1, priority: 1) == .alert)
    }

    @Test(
        "A mistake is named with its line",
        arguments: [
            ("worm", "line 1: 'worm'"), ("worm cut", "line 1: 'cut' is no action"),
            ("\n\nvirus drop", "line 3: 'virus'"),
            ("worm drop\nworm note", "line 2: this was decided"), ("worm 7 drop", "line 1: '7' is not understood"),
            ("signature priority 0 drop", "line 1: 'priority 0'"), ("limit exfiltration 0", "line 1: a limit is"),
            ("limit worm 5", "line 1: a limit is"), ("in-line port 0", "line 1: after 'in-line'"),
            ("in-line 10.0.0.0/0", "line 1: after 'in-line'"), ("in-line 10.0.0.1 }", "line 1: after 'in-line'"),
            ("in-line fe80::1", "line 1: after 'in-line'"),
        ]
    )
    func mistakes(_ text: String, _ start: String) throws {
        let mistake = #expect(throws: GuardPolicy.Mistake.self) { try GuardPolicy(untrustedText: text) }
        if text == "worm" {
            #expect(mistake?.line == 1)
        } else {
            #expect(mistake?.description.hasPrefix(start) == true, "\(mistake?.description ?? "")")
        }
    }

    @Test("A text longer than the bound is refused whole")
    func bounded() {
        let text = String(repeating: "#", count: GuardPolicy.longestText + 1)
        #expect(throws: GuardPolicy.Mistake.self) { try GuardPolicy(untrustedText: text) }
    }

    @Test("The standard policy reads, cuts a worm off, and is the one in the appliance's image")
    func standard() throws {
        let standard = try GuardPolicy(untrustedText: GuardPolicy.standardText)
        #expect(standard == .standard)
        #expect(standard.action(for: .worm) == .cutOff)
        let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let file = "\(root)/deploy/appliance/rootfs/usr/share/sekisho/policy/sekisho.policy"
        #expect(try String(contentsOfFile: file, encoding: .utf8) == GuardPolicy.standardText)
    }

    @Test(
        "An address range is read in its canonical form, or not at all",
        arguments: [
            ("203.0.113.7", "203.0.113.7"), ("203.0.113.0/24", "203.0.113.0/24"), ("203.0.113.7/32", "203.0.113.7"),
            ("2001:DB8:0::1", "2001:db8::1"), ("2001:db8::/32", "2001:db8::/32"), ("1.2.3", nil), ("1.2.3.4/33", nil),
            ("1.2.3.4/", nil), ("1.2.3.4/+8", nil), ("::/0", nil), ("", nil), ("1.2.3.4;", nil),
        ] as [(String, String?)]
    )
    func ranges(_ text: String, _ canonical: String?) {
        #expect(AddressRange(untrustedText: text)?.text == canonical)
    }
}
