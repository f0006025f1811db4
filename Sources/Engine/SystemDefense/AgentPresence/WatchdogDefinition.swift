import ObjectManager

/// What a console has said of one agent: how long it may stay away, and what is done when its state changes.
struct WatchdogDefinition: Sendable, Codable, Hashable {
    /// The agent's GUID.
    let agent: AgentID
    let description: String
    /// Seconds that it may take to register after the PC has started.
    let startupInterval: UInt16
    /// Seconds that may pass from one sign of life to the next.
    let timeoutInterval: UInt16
    var actions: [WatchdogAction] = []
    /// Whether its expiry may reset the PC.
    var mayReset = false
}

/// What is done when an agent's state changes from one of some states to one of others.
struct WatchdogAction: Sendable, Codable, Hashable {
    /// What becomes of the agents' System Defense policy.
    enum Policy: String, Sendable, Codable, Hashable {
        case activate
        case deactivate
    }

    /// No two actions have the same, not even one that is gone.
    let number: Int
    /// States as bits.
    let oldStates: UInt16
    let newStates: UInt16
    let isLogged: Bool
    let policy: Policy?
    let isInPosture: Bool
}

/// The GUID of an agent.
struct AgentID: Sendable, Codable, Hashable {
    let bytes: [UInt8]

    /// Nil when there are not 16 bytes, or all are zero, which stands for no agent.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == 16, bytes.contains(where: { $0 != 0 }) else { return nil }
        self.bytes = bytes
    }

    /// The GUID as a DeviceID has it.
    var base64: String { Base64.text(bytes) }

    /// The GUID in the form 8-4-4-4-12; the first three fields are stored least byte first.
    var text: String {
        let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
        return order.enumerated().reduce(into: "") { text, entry in
            if [4, 6, 8, 10].contains(entry.offset) { text += "-" }
            let digits = String(bytes[entry.element], radix: 16)
            text += digits.count == 1 ? "0" + digits : digits
        }
    }
}

/// All that consoles have said of agents.
struct AgentDefinitions: Sendable, Codable, Hashable {
    var watchdogs: [WatchdogDefinition] = []
    var reset = ResetRule()
    var nextAction = 1

    /// Whether, and when, an expired agent has the PC reset.
    struct ResetRule: Sendable, Codable, Hashable {
        var isWanted = false
        /// Seconds from the expiry to the reset.
        var delay: UInt32 = 30
        /// False after a reset, lest the PC is reset again and again.
        var isArmed = true
    }
}
