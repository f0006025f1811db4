/// One end of the filtered wire.
public enum Party: String, Codable, CaseIterable, Hashable, Sendable {
    /// The operating system that people use; never trusted.
    case userOS
    /// The virtual appliance, and the LAN behind it.
    case appliance
}

extension Direction {
    /// Who sent the frame.
    public var sender: Party { self == .fromUserOS ? .userOS : .appliance }
    /// Who would receive the frame.
    public var receiver: Party { self == .fromUserOS ? .appliance : .userOS }
}
