/// Something on the board that measures, and says whether what it measures is as it should be.
public struct BoardSensor: Codable, Hashable, Sendable {
    /// What is measured.
    public enum Kind: String, Codable, CaseIterable, Hashable, Sendable {
        case temperature
        case voltage
        /// The speed of a fan.
        case fan
    }

    /// How what is measured is.
    public enum State: String, Codable, Hashable, Sendable {
        case good
        case bad
        /// Nothing is measured now, or nothing says what is good.
        case unknown
    }

    /// A name for people.
    public var name: String
    public var kind: Kind
    public var state: State

    /// Creates a sensor from its parts.
    public init(name: String, kind: Kind, state: State) {
        self.name = name
        self.kind = kind
        self.state = state
    }
}
