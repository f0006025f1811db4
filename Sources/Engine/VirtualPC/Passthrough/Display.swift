/// What shows the screen of the user OS to the person at the PC.
public struct Display: Sendable, Codable, Hashable {
    /// Who draws the screen.
    public enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
        /// Nobody: the user OS has a serial line, or a GPU of its own.
        case none
        /// A VNC server on the unix socket `display.sock` of the run directory, which ``PCConfiguration/desktop`` shows.
        case vnc
        /// A SPICE server on the unix socket `display.sock` of the run directory.
        case spice
    }

    /// Who draws the screen.
    public var kind: Kind
    /// Lets the host's GPU draw what the user OS draws in three dimensions.
    public var acceleration: Bool

    /// Creates a display.
    public init(_ kind: Kind = .none, acceleration: Bool = false) {
        self.kind = kind
        self.acceleration = acceleration
    }

    /// Reads a display; `acceleration` may be absent.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        kind = try object.decode(Kind.self, forKey: .kind)
        acceleration = try object.decodeIfPresent(Bool.self, forKey: .acceleration) ?? false
    }

    /// What is wrong with it, for the reader of the configuration.
    var problem: String? {
        guard acceleration, kind != .spice else { return nil }
        return "acceleration needs a display of the kind spice, not \(kind.rawValue)."
    }
}
