public import FoundationEssentials

/// What is to be done next with a job; read off its recorded steps alone, so a restarted console knows as much as one
/// that never stopped.
public enum StoryAction: Sendable, Hashable {
    /// Begin a step that nobody has begun.
    case begin(StepName)
    /// Go on with a step whose end was never recorded: look first whether it is done already.
    case resume(StepName)
    /// Nothing is left to do.
    case succeed
    /// A step has failed, and so has the job.
    case fail(String)
}

extension Job {
    /// What is to be done next.
    public var nextAction: StoryAction {
        guard let step = steps.first(where: { $0.state != .succeeded }) else { return .succeed }
        switch step.state {
        case .pending: return .begin(step.name)
        case .running: return .resume(step.name)
        case .failed: return action(afterFailureOf: step)
        case .succeeded: return .succeed
        }
    }

    /// What failed while there was a snapshot to return to is undone before the job ends.
    private func action(afterFailureOf failed: JobStep) -> StoryAction {
        let reason = "\(failed.name.rawValue): \(failed.evidence)"
        guard step(.takeSnapshot)?.state == .succeeded, step(.forgetSnapshot)?.state == .pending else {
            return .fail(reason)
        }
        let undone = step(.returnToSnapshot)
        switch undone?.state {
        case nil, .pending: return .begin(.returnToSnapshot)
        case .running: return .resume(.returnToSnapshot)
        case .succeeded: return .fail(reason + "; the disk is again what it was before")
        case .failed: return .fail(reason + "; nor could it be undone: \(undone?.evidence ?? "")")
        }
    }

    /// Takes down what happened to a step.
    public mutating func record(_ event: StepEvent, of name: StepName, at time: Date) {
        // No story plans to undo what it does.
        if name == .returnToSnapshot, step(name) == nil { steps.append(JobStep(name: name)) }
        guard let place = steps.firstIndex(where: { $0.name == name }) else { return }
        steps[place].apply(event, at: time)
    }

    /// Takes down how the job ended.
    public mutating func finish(_ end: State, failure reason: String? = nil, at time: Date) {
        state = end
        failure = reason
        finishedAt = time
    }
}

extension JobStep {
    fileprivate mutating func apply(_ event: StepEvent, at time: Date) {
        switch event {
        case .begun:
            state = .running
            attempt += 1
            startedAt = startedAt ?? time
        case .progressed(let newPercent, let text):
            percent = newPercent
            progress = text
        case .operationBegun(let key, let id):
            operations[key] = id
        case .succeeded(let shown):
            finish(.succeeded, shown.text, detail: shown.detail, at: time)
            percent = 100
        case .failed(let reason):
            finish(.failed, reason, detail: "", at: time)
        }
    }

    private mutating func finish(_ end: State, _ text: String, detail newDetail: String, at time: Date) {
        state = end
        evidence = text
        detail = newDetail
        progress = ""
        finishedAt = time
    }
}
