import Inventory
import Testing

@testable import Appliance

@Suite("Rules of traffic in line")
struct InlineRulesTests {
    static let classes = """
        # remark
        config classification: grave,Something grave, 1
        config classification:slight,Something slight, 3
        """

    static func text(_ rule: String, _ policy: String) throws -> String {
        let policy = try GuardPolicy(untrustedText: policy)
        return InlineRules(classes: classes, policy: policy).text(rule)
    }

    static let grave = #"alert tcp any any -> any 80 (msg:"a; sid:9; b"; content:"x"; classtype:grave; sid:7; rev:1;)"#
    static let slight = #"alert tcp any any -> any 80 (msg:"b"; classtype:slight; sid:8; rev:1;)"#

    @Test("drop what the policy drops, by number, class and own priority, and alert about the rest")
    func actions() throws {
        let dropped = "drop" + Self.grave.dropFirst(5)
        #expect(try Self.text(Self.grave, "signature priority 1 cut-off\nsignature note") == dropped)
        #expect(try Self.text(Self.grave, "signature 7 note\nsignature drop") == Self.grave)
        #expect(try Self.text(Self.slight, "signature priority 1 cut-off\nsignature note") == Self.slight)
        let own = Self.slight.replacing("sid:8", with: "priority:1; sid:8")
        #expect(try Self.text(own, "signature priority 1 cut-off\nsignature note").hasPrefix("drop "))
    }

    @Test("leave what is no alert as it is")
    func others() throws {
        let text = "# alert tcp any\n\npass ip any any -> any any (sid:1;)\nalert broken\n"
        #expect(try Self.text(text, "signature drop") == text)
    }
}
