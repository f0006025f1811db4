import ConsoleAPI
import Foundation
import PacketPolicy

/// The whole fleet.
struct FleetPage: Page {
    let page: PageFrame
    let t: [String: String]
    let endpoints: [EndpointRow]
    let jobs: [JobRow]
    let cases: [CaseRow]
    let tiles: [Tile]

    /// A number at the top of the page.
    struct Tile {
        let name: String
        let value: Int
        let tone: String
    }

    init(
        _ words: StringTable,
        session: Session?,
        endpoints: [EndpointSummary],
        jobs: [JobSummary],
        cases: [CaseView],
        now: Date
    ) {
        page = PageFrame(words, title: words["fleet"], session: session, live: Calls.fleetEvents.path)
        t = words.values
        self.endpoints = endpoints.map { EndpointRow($0, now: now, words) }
        self.jobs = jobs.prefix(10).map { JobRow($0, now: now, words) }
        self.cases = cases.prefix(10).map { CaseRow($0, now: now, words) }
        let cut = endpoints.count { $0.stance == .quarantine }
        let running = jobs.count { !$0.state.isFinal }
        let open = cases.count { $0.isOpen }
        tiles = [
            Tile(name: words["tile_endpoints"], value: endpoints.count, tone: "quiet"),
            Tile(name: words["tile_on"], value: endpoints.count { $0.power == "on" }, tone: "quiet"),
            Tile(name: words["tile_quarantine"], value: cut, tone: cut > 0 ? "bad" : "quiet"),
            Tile(name: words["tile_jobs"], value: running, tone: running > 0 ? "busy" : "quiet"),
            Tile(name: words["tile_cases"], value: open, tone: open > 0 ? "bad" : "quiet"),
        ]
    }
}
