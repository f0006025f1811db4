import AMTClient
public import Fleet

/// Reaches endpoints by AMT's protocol, with the credentials that the fleet keeps; one connection an endpoint.
public actor AMTConnector: EndpointConnector {
    private struct Way {
        let endpoint: Endpoint
        let credentials: Credentials
        let control: AMTEndpointControl
    }

    private let endpoints: any EndpointStore
    private var ways: [String: Way] = [:]

    /// Creates a connector that asks the store for credentials.
    public init(_ endpoints: any EndpointStore) {
        self.endpoints = endpoints
    }

    public func control(of endpoint: Endpoint) async throws(FleetError) -> any EndpointControl {
        guard let credentials = try await endpoints.credentials(for: endpoint) else {
            throw .unknown("there are no credentials for \(endpoint.name)")
        }
        if let way = ways[endpoint.name], way.endpoint == endpoint, way.credentials == credentials {
            return way.control
        }
        let transport = HTTPTransport(
            host: endpoint.address,
            port: endpoint.port,
            user: credentials.user,
            password: credentials.password
        )
        let control = AMTEndpointControl(over: transport)
        ways[endpoint.name] = Way(endpoint: endpoint, credentials: credentials, control: control)
        return control
    }
}
