/// What a received line is to the exchange.
public enum LineKind: Sendable, Hashable {
    /// The answer to the request of this number.
    case reply(Int)
    /// Something that nobody asked for.
    case event
    /// Not for us; dropped.
    case noise
}
