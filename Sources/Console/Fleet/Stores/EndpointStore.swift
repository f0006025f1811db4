/// Keeps the endpoints of the fleet, their credentials, and what was last seen of them.
public protocol EndpointStore: Sendable {
    /// All endpoints, by name.
    func endpoints() async throws(FleetError) -> [Endpoint]
    /// The endpoint of a name; nil when there is none.
    func endpoint(named name: String) async throws(FleetError) -> Endpoint?
    /// Adds an endpoint; a ``FleetError/conflict(_:)`` when the name is taken.
    func add(_ endpoint: Endpoint, credentials: Credentials) async throws(FleetError)
    /// Keeps the SHA-256 of the certificate that an endpoint's engine showed at first.
    func keepCertificate(_ fingerprint: String, of name: String) async throws(FleetError)
    /// Removes an endpoint with its credentials and snapshot; its jobs and cases stay.
    func removeEndpoint(named name: String) async throws(FleetError)
    /// The credentials of an endpoint; nil when there are none.
    func credentials(for endpoint: Endpoint) async throws(FleetError) -> Credentials?

    /// What was last seen of an endpoint; nil before the first look.
    func snapshot(of name: String) async throws(FleetError) -> EndpointSnapshot?
    /// What was last seen of all endpoints, by name.
    func snapshots() async throws(FleetError) -> [EndpointSnapshot]
    /// Keeps what was seen, in place of what was seen before.
    func save(_ snapshot: EndpointSnapshot) async throws(FleetError)
}
