import ConsoleAPI
import PacketPolicy

/// A state as a word and a colour.
struct Badge {
    /// The word.
    let text: String
    /// The colour: `good`, `warn`, `bad`, `busy` or `quiet`.
    let tone: String

    static func power(_ power: String, _ words: StringTable) -> Badge {
        let tone = ["on": "good", "sleep": "warn"][power] ?? "quiet"
        return Badge(text: words["power", power], tone: tone)
    }

    static func stance(_ stance: Stance?, _ words: StringTable) -> Badge {
        switch stance {
        case .open: Badge(text: words["stance_open"], tone: "good")
        case .patching: Badge(text: words["stance_patching"], tone: "warn")
        case .quarantine: Badge(text: words["stance_quarantine"], tone: "bad")
        case nil: Badge(text: words["unknown"], tone: "quiet")
        }
    }

    static func agent(_ isConnected: Bool, _ words: StringTable) -> Badge {
        Badge(text: words[isConnected ? "agent_connected" : "agent_silent"], tone: isConnected ? "good" : "quiet")
    }

    static func appliance(_ state: String, _ words: StringTable) -> Badge {
        let tone = ["ready": "good", "starting": "busy", "failed": "bad"][state] ?? "quiet"
        return Badge(text: words["appliance", state], tone: tone)
    }

    static func state(_ state: JobState, _ words: StringTable) -> Badge {
        let tone: String =
            switch state {
            case .waiting, .cancelled: "quiet"
            case .running: "busy"
            case .succeeded: "good"
            case .failed: "bad"
            }
        return Badge(text: words["state", state.rawValue], tone: tone)
    }

    static func reachable(_ isReachable: Bool, _ words: StringTable) -> Badge {
        Badge(text: words[isReachable ? "reachable" : "unreachable"], tone: isReachable ? "good" : "bad")
    }

    static func caseState(_ view: CaseView, _ words: StringTable) -> Badge {
        Badge(text: words["case", view.state], tone: view.isOpen ? "bad" : "good")
    }

    static func severity(_ severity: String, _ words: StringTable) -> Badge {
        let tone = ["critical": "bad", "error": "bad", "warning": "warn"][severity] ?? "quiet"
        return Badge(text: words["severity", severity], tone: tone)
    }
}
