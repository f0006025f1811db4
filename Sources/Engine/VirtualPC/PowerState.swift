/// Whether the user OS runs, in the few words that a virtual PC can tell apart.
public enum PowerState: String, Sendable, Codable, Hashable, CaseIterable {
    /// S0: the virtual machine runs.
    case on
    /// S3: suspended to memory.
    case sleep
    /// S5: the user OS switched itself off.
    case offSoft
    /// S4: the user OS wrote itself to its disk and switched off.
    case hibernated
    /// The power was cut.
    case offHard

    /// True while there is no virtual machine of the user OS.
    public var isOff: Bool { self != .on && self != .sleep }
}
