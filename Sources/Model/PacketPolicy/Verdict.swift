/// What the filter decides about one frame.
public enum Verdict: Hashable, Sendable {
    case pass
    case drop(DropReason)
}

/// Why a frame was dropped.
public enum DropReason: Hashable, Sendable {
    /// The PC is cut off, and it is no part of telling the user so.
    case quarantine
    /// The user OS used a hardware address that is not the PC's.
    case spoofedSource
    /// The stance does not list the frame's type; VLAN tags and unknown types end here.
    case unlistedType
    /// The headers are cut short or contradict themselves.
    case malformed
    /// It is not part of a repair: not between the user OS and the cache or the name service of its appliance.
    case notRepair
    /// A filter of the policy in force means it.
    case filter(Filter.ID)
    /// The policy in force drops what none of its filters means.
    case otherwise
    /// The user OS used a source address that is not the host's.
    case spoofedAddress
    /// An outbreak of a worm is being answered.
    case contained
}
