/// Keeps cases.
public protocol CaseStore: Sendable {
    /// Cases, newest first.
    func cases(limit: Int) async throws(FleetError) -> [Case]
    /// The cases of an endpoint, newest first.
    func cases(of endpoint: String) async throws(FleetError) -> [Case]
    /// Adds a case unless the endpoint already has one that is not released; gives back the one that it now has.
    func open(_ newCase: Case) async throws(FleetError) -> Case
    /// Keeps a case as it now is.
    func save(_ changedCase: Case) async throws(FleetError)
}
