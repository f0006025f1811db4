/// Which way a frame travels, as seen from the user OS.
public enum Direction: String, Codable, CaseIterable, Hashable, Sendable {
    /// From the appliance to the user OS; judged at the appliance's inner tap.
    case toUserOS
    /// From the user OS to the appliance; judged at the user OS's tap.
    case fromUserOS
}
