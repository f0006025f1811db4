import ConsoleAPI
import Foundation
import PacketPolicy

/// One PC.
struct EndpointPage: Page {
    let page: PageFrame
    let t: [String: String]
    let endpoint: EndpointRow
    let trouble: String?
    let power: [Choice]
    let stances: [Choice]
    let boots: [Choice]
    let stories: [Choice]
    let appliance: [NamedValue]
    let system: [FactRow]
    let packages: [FactRow]
    let events: [EventRow]
    let findings: [FindingRow]
    let jobs: [JobRow]
    let scans: [Choice]
    let kept: [KeptFileRow]

    /// Something that can be asked for.
    struct Choice {
        let value: String
        let text: String
        let note: String?
        let isCurrent: Bool
        let isGrave: Bool
    }

    init(_ words: StringTable, session: Session?, _ content: EndpointContent, now: Date) {
        let summary = content.detail.summary
        page = PageFrame(words, title: summary.name, session: session, live: Calls.fleetEvents.path)
        t = words.values
        endpoint = EndpointRow(summary, now: now, words)
        trouble = content.detail.trouble ?? content.trouble
        power = content.detail.powerActions.map { Self.choice($0, words) }
        stances = Stance.allCases.map { Self.choice($0, current: summary.stance, words) }
        boots = BootSource.allCases.map { Self.choice($0, words) }
        stories = content.stories.map { Self.story($0, words) }
        appliance = content.detail.appliance.map { NamedValue(name: words["health", $0.name], value: $0.value) }
        let facts = content.facts.map { (isPackage: $0.kind == "package", row: FactRow($0, now: now, words)) }
        system = facts.filter { !$0.isPackage }.map(\.row)
        packages = facts.filter(\.isPackage).map(\.row)
        events = content.events.prefix(50).map { EventRow($0, now: now, words) }
        findings = content.findings.prefix(50).map { FindingRow($0, now: now, words) }
        jobs = content.jobs.prefix(20).map { JobRow($0, now: now, words) }
        scans = ["changes", "full", "pause", "resume", "cancel"].map { Self.scan($0, words) }
        let link = endpoint.link
        kept = content.kept.map { KeptFileRow($0, of: link, now: now, words) }
    }

    private static func choice(_ verb: PowerVerb, _ words: StringTable) -> Choice {
        let isGrave = [.offHard, .reset, .cycle].contains(verb)
        return Choice(
            value: verb.rawValue,
            text: words["verb", verb.rawValue],
            note: isGrave ? words["confirm_power"] : nil,
            isCurrent: false,
            isGrave: isGrave
        )
    }

    private static func choice(_ stance: Stance, current: Stance?, _ words: StringTable) -> Choice {
        Choice(
            value: stance.rawValue,
            text: words["stance", stance.rawValue],
            note: words["stancenote", stance.rawValue],
            isCurrent: stance == current,
            isGrave: stance == .quarantine
        )
    }

    private static func choice(_ boot: BootSource, _ words: StringTable) -> Choice {
        Choice(
            value: boot.rawValue,
            text: words["boot", boot.rawValue],
            note: nil,
            isCurrent: boot == .disk,
            isGrave: false
        )
    }

    private static func scan(_ order: String, _ words: StringTable) -> Choice {
        Choice(
            value: order,
            text: words["scan", order],
            note: words["scannote", order],
            isCurrent: false,
            isGrave: false
        )
    }

    private static func story(_ story: String, _ words: StringTable) -> Choice {
        Choice(
            value: story,
            text: words["story", story],
            note: words["storynote", story],
            isCurrent: false,
            isGrave: ["reinstall", "reset", "reset-with-data", "secure-erase"].contains(story)
        )
    }
}

/// What the page of one PC is made from.
struct EndpointContent: Sendable {
    var detail: EndpointDetail
    var facts: [FactView]
    var events: [EventView]
    var findings: [FindingView]
    var jobs: [JobSummary]
    var kept: [KeptFileView] = []
    var stories: [String]
    /// Why a part is missing.
    var trouble: String?
}
