import ConsoleAPI
import FoundationEssentials
import PacketPolicy

/// Values in words.
enum Words {
    /// A time, or a dash.
    static func time(_ date: Date?) -> String {
        date.map { $0.formatted(.iso8601) } ?? "-"
    }

    /// A table of endpoints.
    static func endpoints(_ list: [EndpointSummary]) -> String {
        var table = Table("name", "address", "power", "stance", "agent", "appliance", "last job", "last seen")
        for one in list {
            table.add(
                one.name,
                one.address,
                one.reachable ? one.power : "\(one.power) (unreachable)",
                one.stance?.rawValue ?? "-",
                one.agentConnected ? "yes" : "no",
                one.appliance,
                one.lastJob.map { "\($0.story) \($0.state.rawValue)" } ?? "-",
                time(one.lastSeen)
            )
        }
        return table.text
    }

    /// One endpoint, a line a member.
    static func endpoint(_ detail: EndpointDetail) -> String {
        let summary = detail.summary
        let lines: [(String, String)] =
            [
                ("name", summary.name),
                ("address", summary.address),
                ("reachable", summary.reachable ? "yes" : "no"),
                ("power", summary.power),
                ("power actions", detail.powerActions.map(\.rawValue).joined(separator: " ")),
                ("stance", summary.stance?.rawValue ?? "-"),
                ("agent", summary.agentConnected ? "connected" : "silent"),
                ("appliance", summary.appliance),
                ("open case", summary.openCase ?? "-"),
                ("last job", summary.lastJob.map { "\($0.story) \($0.state.rawValue) \($0.id)" } ?? "-"),
                ("last seen", time(summary.lastSeen)),
            ]
            + detail.appliance.map { ("appliance \($0.name)", $0.value) }
            + (detail.trouble.map { [("trouble", $0)] } ?? [])
        return pairs(lines)
    }

    /// A table of facts.
    static func facts(_ list: [FactView]) -> String {
        var table = Table("kind", "name", "version", "installed", "learnt")
        for fact in list {
            table.add(fact.kind, fact.name, fact.version, time(fact.installedAt), time(fact.learntAt))
        }
        return table.text
    }

    /// A table of events.
    static func events(_ list: [EventView]) -> String {
        var table = Table("when", "severity", "what")
        for event in list { table.add(time(event.at), event.severity, event.text) }
        return table.text
    }

    /// A table of findings.
    static func findings(_ list: [FindingView]) -> String {
        var table = Table("when", "kind", "signature", "source", "destination", "what", "done")
        for one in list {
            table.add(time(one.at), one.kind, one.signature, one.source, one.destination, one.summary, one.action)
        }
        return table.text
    }

    /// A table of jobs.
    static func jobs(_ list: [JobSummary]) -> String {
        var table = Table("id", "endpoint", "story", "state", "steps", "started", "ended")
        for job in list {
            let steps = "\(job.stepsDone)/\(job.stepsTotal)"
            table.add(
                job.id,
                job.endpoint,
                job.story,
                job.state.rawValue,
                steps,
                time(job.startedAt),
                time(job.finishedAt)
            )
        }
        return table.text
    }

    /// One job with its steps.
    static func job(_ detail: JobDetail) -> String {
        let steps = detail.steps.enumerated().map { step($1, number: $0 + 1, of: detail.steps.count) }
        return
            ([jobs([detail.summary]), ""] + steps
            + (detail.summary.failure.map { ["failed: \(Printable.clean($0))"] } ?? []))
            .joined(separator: "\n")
    }

    /// One step with its time and evidence.
    static func step(_ step: StepView, number: Int, of total: Int) -> String {
        let took = step.seconds.map { "  \(Int(($0 * 10).rounded()) / 10).\(Int(($0 * 10).rounded()) % 10) s" } ?? ""
        let line = "[\(number)/\(total)] \(step.name): \(step.state.rawValue)\(took)"
        let evidence = Printable.clean(step.evidence).split(separator: "\n").map { "        \($0)" }
        return ([line] + evidence).joined(separator: "\n")
    }

    /// A table of cases.
    static func cases(_ list: [CaseView]) -> String {
        var table = Table("id", "endpoint", "state", "what", "opened", "closed")
        for one in list {
            table.add(one.id, one.endpoint, one.state, one.title, time(one.openedAt), time(one.closedAt))
        }
        return table.text
    }

    /// One case.
    static func oneCase(_ view: CaseView) -> String {
        let head = pairs([
            ("id", view.id), ("endpoint", view.endpoint), ("state", view.state), ("what", view.title),
            ("opened", time(view.openedAt)), ("closed", time(view.closedAt)),
            ("jobs", view.jobs.isEmpty ? "-" : view.jobs.joined(separator: " ")),
        ])
        let programs = view.findings.compactMap { $0.program.map { "program: \(Printable.line($0))" } }
        let evidence = view.findings.map { "\($0.signature): \(Printable.clean($0.evidence))" }
        return ([head, "", findings(view.findings), ""] + programs + evidence).joined(separator: "\n")
    }

    private static func pairs(_ lines: [(String, String)]) -> String {
        let width = lines.map(\.0.count).max() ?? 0
        return lines.map { name, value in
            name + String(repeating: " ", count: width - name.count) + "  " + Printable.line(value)
        }.joined(separator: "\n")
    }
}
