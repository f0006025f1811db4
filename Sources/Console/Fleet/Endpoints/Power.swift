/// Whether the user OS of an endpoint runs.
public enum PowerState: String, Sendable, Codable, Hashable, CaseIterable {
    /// S0.
    case on
    /// S1 to S3.
    case sleep
    /// S4.
    case hibernate
    /// S5, by the user OS itself.
    case offSoft
    /// The power was cut.
    case offHard
    /// The endpoint says something that has no place in this list.
    case unknown

    /// True while no user OS runs, and none is merely suspended.
    public var isOff: Bool { self == .offSoft || self == .offHard }
}

/// What one can ask of an endpoint's power.
public enum PowerAction: String, Sendable, Codable, Hashable, CaseIterable {
    case on
    case offHard
    case offGraceful
    case reset
    case resetGraceful
    case cycle
    case sleep
    case nmi
}

/// Where an endpoint starts from once.
public enum BootDevice: String, Sendable, Codable, Hashable, CaseIterable {
    case disk
    case cd
    case network
}

/// The power state of an endpoint, and what can be asked of it now.
public struct PowerReport: Sendable, Codable, Hashable {
    public var state: PowerState
    public var available: [PowerAction]

    /// Creates a report.
    public init(state: PowerState, available: [PowerAction]) {
        self.state = state
        self.available = available
    }
}
