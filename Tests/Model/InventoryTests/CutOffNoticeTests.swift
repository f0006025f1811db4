import FoundationEssentials
import Inventory
import Testing

@Suite("What the person at a PC that is cut off is told")
struct CutOffNoticeTests {
    @Test("says why, whom to call and the case in both languages, for each kind of finding", arguments: kinds)
    func words(kind: Finding.Kind?) {
        let notice = CutOffNotice(
            kind: kind,
            untrustedDetail: "25 hosts",
            untrustedContact: "ext. 42",
            untrustedCaseNumber: "1A2B3C4D"
        )
        let (english, japanese) = (notice.words(.english), notice.words(.japanese))
        #expect(english.rows.map(\.value) == ["ext. 42", "1A2B3C4D", "25 hosts"])
        #expect(japanese.rows.map(\.value) == english.rows.map(\.value))
        #expect(english.why != japanese.why)
        #expect(english.why.utf8.count == english.why.count)
        #expect(Set(Self.kinds.map { told($0) }).count == Self.kinds.count, "two kinds are told apart")
    }

    private func told(_ kind: Finding.Kind?) -> String {
        CutOffNotice(kind: kind, untrustedDetail: "", untrustedContact: "").words(.japanese).why
    }

    static let kinds: [Finding.Kind?] = Finding.Kind.allCases + [nil]

    @Test("has no line breaks, no control of the screen, no change of direction, and an end")
    func bounds() throws {
        let hostile = "a\u{1B}[2J\n\u{202E}b\u{200B}c\u{2028}" + String(repeating: "é\u{301}", count: 9000)
        let notice = CutOffNotice(
            kind: nil,
            untrustedDetail: hostile,
            untrustedContact: hostile,
            untrustedCaseNumber: hostile
        )
        #expect(notice.detail.hasPrefix("a [2J bc "))
        #expect(notice.detail.unicodeScalars.count == 200)
        #expect(notice.contact.unicodeScalars.count == 100)
        #expect(notice.caseNumber?.unicodeScalars.count == 20)
        let line = Data(#"{"detail":"\u001b[2J","contact":"x","caseNumber":""}"#.utf8)
        let read = try JSONDecoder().decode(CutOffNotice.self, from: line)
        #expect(read.detail == " [2J")
        #expect(read.caseNumber == nil)
    }
}
