import ConsoleAPI
import Glibc

/// Prints the steps of a job as they end, also across a restart of the console.
struct JobFollower {
    private static let attempts = 60

    let client: ConsoleClient
    let output: OutputOptions

    /// Follows the job; throws unless it succeeds.
    func follow(_ id: String) async throws {
        var progress = JobProgress()
        var silent = 0
        while true {
            do {
                try await client.follow(Calls.jobEvents, id) { job in
                    silent = 0
                    for line in progress.news(in: job) where !output.json { say(line) }
                    return !job.summary.state.isFinal
                }
            } catch CommandError.cannotConnect where silent < Self.attempts {
            } catch CommandError.noAnswer where silent < Self.attempts {
            }
            if let job = progress.job, job.summary.state.isFinal { return try end(job) }
            silent += 1
            try await Task.sleep(for: .seconds(1))
        }
    }

    private func end(_ job: JobDetail) throws {
        if output.json { say(try ConsoleJSON.pretty(job)) }
        guard job.summary.state == .succeeded else {
            throw CommandError.jobNotSucceeded(
                id: job.summary.id,
                state: job.summary.state.rawValue,
                reason: job.summary.failure.map(Printable.line)
            )
        }
        if !output.json { say("Job \(job.summary.id) succeeded.") }
    }

    private func say(_ line: String) {
        print(line)
        fflush(nil)
    }
}

/// What of a job has been printed.
struct JobProgress {
    /// The job as it was last seen.
    private(set) var job: JobDetail?
    private var told: [JobState] = []

    /// The lines that say what is new.
    mutating func news(in job: JobDetail) -> [String] {
        self.job = job
        told += Array(repeating: .waiting, count: max(0, job.steps.count - told.count))
        var lines: [String] = []
        for (index, step) in job.steps.enumerated() where step.state != told[index] {
            told[index] = step.state
            guard step.state.isFinal else { continue }
            lines.append(Words.step(step, number: index + 1, of: job.steps.count))
        }
        return lines
    }
}
