/// Something in the fleet that is no longer what it was: look it up to see.
public enum FleetChange: Sendable, Hashable {
    /// An endpoint's snapshot, by the endpoint's name.
    case endpoint(String)
    /// A job, by its number.
    case job(String)
    /// A case, by its number.
    case caseFile(String)
}
