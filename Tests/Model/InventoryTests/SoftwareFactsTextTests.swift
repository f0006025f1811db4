import FoundationEssentials
import Inventory
import Testing

@Suite("Software facts as text")
struct SoftwareFactsTextTests {
    let learnt = Date(timeIntervalSince1970: 1_700_000_000)

    private func package(_ name: String) -> SoftwareFact {
        SoftwareFact(kind: .package, name: name, version: "1", installedAt: nil, learntAt: learnt)
    }

    @Test("the text says what it is, and its last line that it is whole")
    func wording() {
        let text = SoftwareFactsText([package("branch-app")], revision: 7, atMost: 1).text
        #expect(
            text == """
                SEKISHO-FACTS\t1\trevision=7\tfacts=1\tleft-out=0
                package\tbranch-app\t1\t\t2023-11-14T22:13:20Z
                END\trevision=7

                """
        )
    }

    @Test("what separates fields and lines does not stand in one, and long names are cut")
    func hostileNames() throws {
        let names = ["a\tb\nc", String(repeating: "é", count: 5000)]
        let text = SoftwareFactsText(names.map(package), revision: 1, atMost: 4)
        let facts = try #require(SoftwareFactsText.facts(untrustedText: text.text))
        #expect(facts.map(\.name) == ["a b c", String(repeating: "é", count: 256)])
    }

    @Test("what does not fit is left out and counted, packages first")
    func tooMany() throws {
        let protection = SoftwareFact(
            kind: .definitions,
            name: "definitions",
            version: "9",
            installedAt: learnt,
            learntAt: learnt
        )
        let facts = (0..<1000).map { package("package-\($0)") } + [protection]
        let text = SoftwareFactsText(facts, revision: 1, atMost: 2)
        #expect(text.pieces.count == 2)
        #expect(text.pieces.allSatisfy { $0.count <= SoftwareFactsText.greatestPiece })
        let read = try #require(SoftwareFactsText.facts(untrustedText: text.text))
        #expect(read.first == protection)
        #expect(text.text.contains("left-out=\(facts.count - read.count)\n"))
    }

    @Test(
        "a text that is of another format, cut or changed halfway is no facts",
        arguments: [
            "", "SEKISHO-FACTS\t2\trevision=1\nEND\trevision=1\n", "SEKISHO-FACTS\t1\trevision=1\tfacts=0\n",
            "SEKISHO-FACTS\t1\trevision=1\tfacts=0\nEND\trevision=2\n",
            "SEKISHO-FACTS\t1\trevision=1\nnonsense\nEND\trevision=1\n",
        ]
    )
    func torn(text: String) { #expect(SoftwareFactsText.facts(untrustedText: text) == nil) }
}
