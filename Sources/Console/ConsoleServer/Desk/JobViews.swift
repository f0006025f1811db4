import ConsoleAPI
import Fleet
import Foundation

extension JobState {
    /// The state of a job.
    init(_ state: Job.State) {
        self =
            switch state {
            case .queued: .waiting
            case .running: .running
            case .succeeded: .succeeded
            case .failed: .failed
            case .cancelled: .cancelled
            }
    }

    /// The state of a step.
    init(_ state: JobStep.State) {
        self =
            switch state {
            case .pending: .waiting
            case .running: .running
            case .succeeded: .succeeded
            case .failed: .failed
            }
    }
}

extension JobSummary {
    /// The line of a job.
    init(_ job: Job) {
        self.init(
            id: job.id,
            endpoint: job.endpoint,
            story: job.story.rawValue,
            state: JobState(job.state),
            startedAt: job.createdAt,
            finishedAt: job.finishedAt,
            stepsDone: job.steps.count { $0.state == .succeeded },
            stepsTotal: job.steps.count,
            failure: job.failure
        )
    }
}

extension JobDetail {
    /// A job with its steps.
    init(_ job: Job, now: Date) {
        self.init(summary: JobSummary(job), steps: job.steps.map { StepView($0, now: now) })
    }
}

extension StepView {
    /// A step with what shows that it was done.
    init(_ step: JobStep, now: Date) {
        let end = step.finishedAt ?? (step.state == .running ? now : nil)
        self.init(
            name: step.name.rawValue,
            state: JobState(step.state),
            startedAt: step.startedAt,
            finishedAt: step.finishedAt,
            seconds: step.startedAt.flatMap { start in end.map { max(0, $0.timeIntervalSince(start)) } },
            percent: step.percent,
            progress: step.progress,
            evidence: step.evidence
        )
    }
}
