import Foundation
import Testing

/// A user OS that is cut off, behind the filter of the chassis and the appliance's own program; see `Support/cutoff.py`.
@Suite(
    "A user OS that is cut off",
    .serialized,
    .enabled(
        if: Scenario.isPossible,
        "this needs root, sekisho-appliance and sekisho-filter beside the tests, and nft"
    ),
    .timeLimit(.minutes(10))
)
struct CutOffTests {
    @Test("is told why, whatever it asks, and no frame of it reaches the LAN, nor one of the LAN it")
    func told() throws {
        let seen = try Scenario.play("told", by: "cutoff.py", as: Told.self)
        #expect(seen.before == "200", "what was asked for, while it was not cut off")
        #expect(seen.first.contains("not yet known"), "there is no case yet")
        #expect(seen.answers == ["511", "511", "511", "302"])
        #expect(seen.page.contains("ワームのように") && seen.page.contains("1A2B3C4D") && seen.page.contains("ext. 42"))
        #expect(!seen.page.contains("<script"))
        #expect(seen.name == "169.254.77.5")
        #expect(
            seen.lease == ["169.254.78", "169.254.78.1", "169.254.78.1", "511"],
            "what one that begins now is lent"
        )
        #expect(!seen.tls && !seen.cache && !seen.ping)
        #expect(seen.heard > 0 && seen.toLAN == 0, "frames of the user OS or of the desk on the LAN")
        #expect(seen.toUser == 0, "frames of the LAN at the user OS")
        #expect(seen.afterFlood == "511", "who floods the desk is answered when the flood is over")
        #expect(seen.health, "and the appliance answers its engine meanwhile")
        #expect(seen.released == "200")
        #expect(seen.goneAfterRelease)
    }

    @Test(
        "sees the page in its browser, in English and Japanese, and what the finding says is only text",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium"))
    )
    func browser() throws {
        let seen = try Scenario.play("browser", by: "cutoff.py", as: Seen.self)
        #expect(seen.title == "This PC is cut off from the network · このPCのネットワークは遮断されました")
        #expect(seen.headings == ["This PC is cut off from the network", "このPCのネットワークは遮断されました"])
        #expect(seen.text.contains("<script>document.title='owned'</script>"))
        #expect(seen.text.contains("受付番号") && seen.text.contains("1A2B3C4D"))
        #expect(seen.foreign == 0, "elements that the finding brought")
        #expect(seen.address == "http://intranet.example/wanted")
    }
}

private struct Told: Decodable {
    let before, first, page, name, afterFlood, released: String
    let answers, lease: [String]
    let tls, cache, ping, health, goneAfterRelease: Bool
    let heard, toLAN, toUser: Int
}

private struct Seen: Decodable {
    let title, text, address: String
    let headings: [String]
    let foreign: Int
}
