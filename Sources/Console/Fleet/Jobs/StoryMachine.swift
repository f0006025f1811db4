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
        case .failed: return .fail("\(step.name.rawValue): \(step.evidence)")
        case .succeeded: return .succeed
        }
    }

    /// Takes down what happened to a step.
    public mutating func record(_ event: StepEvent, of name: StepName, at time: Date) {
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
