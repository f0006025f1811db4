import ConsoleAPI
@testable import ConsoleServer
import Fleet
import Foundation
import Inventory
import PacketPolicy
import Testing

@Suite("The pages' words")
struct StringTableTests {
    @Test("all languages have the same keys")
    func sameKeys() throws {
        let english = try StringTable(.english).values
        for language in Language.allCases {
            let other = try StringTable(language).values
            #expect(Set(other.keys).symmetricDifference(english.keys).isEmpty)
            #expect(other.values.allSatisfy { !$0.isEmpty })
        }
    }

    @Test(
        "Japanese is not English",
        arguments: ["login", "fleet", "stance_quarantine", "story_reinstall", "state_failed"]
    )
    func translated(key: String) throws {
        #expect(try StringTable(.japanese)[key] != StringTable(.english)[key])
    }

    @Test("every code that a page can show has its words")
    func everyCode() throws {
        let words = try StringTable(.english).values
        let codes =
            Stance.allCases.flatMap { ["stance_\($0.rawValue)", "stancenote_\($0.rawValue)"] }
            + Story.allCases.flatMap { ["story_\($0.rawValue)", "storynote_\($0.rawValue)"] }
            + StepName.allCases.map { "step_\($0.rawValue)" } + JobState.allCases.map { "state_\($0.rawValue)" }
            + PowerVerb.allCases.map { "verb_\($0.rawValue)" } + PowerState.allCases.map { "power_\($0.rawValue)" }
            + BootSource.allCases.map { "boot_\($0.rawValue)" } + Case.State.allCases.map { "case_\($0.rawValue)" }
            + ApplianceReport.State.allCases.map { "appliance_\($0.rawValue)" }
            + Finding.Kind.allCases.flatMap { ["finding_\($0.rawValue)", "findingwhy_\($0.rawValue)"] }
        #expect(codes.filter { words[$0] == nil }.isEmpty)
    }

    @Test("every word that a template asks for is in the table")
    func templates() throws {
        let words = try StringTable(.english).values
        let folder = try Resources.url("Templates")
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /\{\{t\.([A-Za-z_-]+)\}\}/) {
                #expect(words[String(match.1)] != nil, "\(match.1) in \(file.lastPathComponent)")
            }
        }
    }

    @Test(
        "the language is the one that the browser likes best",
        arguments: [
            ("ja", Language.japanese), ("en-GB,en;q=0.9,ja;q=0.8", .english), ("fr, ja-JP;q=0.5, en;q=0.4", .japanese),
            ("ja;q=0, en;q=0.1", .english), ("", .english), ("ja;q=x", .english), (";;,,=", .english),
        ]
    )
    func choosesLanguage(header: String, language: Language) {
        #expect(Language(acceptLanguage: header) == language)
    }
}
