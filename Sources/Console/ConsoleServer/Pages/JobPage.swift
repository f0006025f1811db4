import ConsoleAPI
import Foundation

/// One job with its steps.
struct JobPage: Page {
    let page: PageFrame
    let t: [String: String]
    let job: JobRow
    let finished: Moment?
    let steps: [StepRow]

    init(_ words: StringTable, session: Session?, _ detail: JobDetail, now: Date) {
        let story = words["story", detail.summary.story]
        let live = detail.summary.state.isFinal ? nil : Calls.jobEvents.path(detail.summary.id)
        page = PageFrame(words, title: "\(story) · \(detail.summary.endpoint)", session: session, live: live)
        t = words.values
        job = JobRow(detail.summary, now: now, words)
        finished = Moment(detail.summary.finishedAt, now: now, words)
        steps = detail.steps.enumerated().map { StepRow($1, number: $0 + 1, now: now, words) }
    }
}

/// A list of jobs.
struct JobsPage: Page {
    let page: PageFrame
    let t: [String: String]
    let jobs: [JobRow]

    init(_ words: StringTable, session: Session?, _ jobs: [JobSummary], now: Date) {
        page = PageFrame(words, title: words["jobs"], session: session, live: Calls.fleetEvents.path)
        t = words.values
        self.jobs = jobs.prefix(200).map { JobRow($0, now: now, words) }
    }
}
