import ConsoleAPI
import Foundation

/// One case.
struct CasePage: Page {
    let page: PageFrame
    let t: [String: String]
    let view: CaseRow
    let canCure: Bool
    let findings: [FindingRow]
    let events: [EventRow]
    let jobs: [JobRow]

    init(_ words: StringTable, session: Session?, _ view: CaseView, jobs: [JobSummary], now: Date) {
        page = PageFrame(
            words,
            title: "\(words["case"]) · \(view.endpoint)",
            session: session,
            live: Calls.fleetEvents.path
        )
        t = words.values
        self.view = CaseRow(view, now: now, words)
        canCure = view.isOpen && !jobs.contains { !$0.state.isFinal }
        findings = view.findings.map { FindingRow($0, now: now, words) }
        events = view.log.map { EventRow($0, now: now, words) }
        self.jobs = jobs.map { JobRow($0, now: now, words) }
    }
}

/// A list of cases.
struct CasesPage: Page {
    let page: PageFrame
    let t: [String: String]
    let cases: [CaseRow]

    init(_ words: StringTable, session: Session?, _ cases: [CaseView], now: Date) {
        page = PageFrame(words, title: words["cases"], session: session, live: Calls.fleetEvents.path)
        t = words.values
        self.cases = cases.prefix(200).map { CaseRow($0, now: now, words) }
    }
}
