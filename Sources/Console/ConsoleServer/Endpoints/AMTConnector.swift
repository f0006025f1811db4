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
        if let way = ways[endpoint.name], way.endpoint.leadsTheSameWay(as: endpoint), way.credentials == credentials {
            return way.control
        }
        let transport = HTTPTransport(
            host: endpoint.host,
            port: endpoint.port,
            user: credentials.user,
            password: credentials.password,
            pin: endpoint.usesTLS ? EndpointPin(name: endpoint.name, endpoints: endpoints) : nil
        )
        let control = AMTEndpointControl(over: transport)
        ways[endpoint.name] = Way(endpoint: endpoint, credentials: credentials, control: control)
        return control
    }
}

extension Endpoint {
    /// Whether a connection to the one is a connection to the other.
    fileprivate func leadsTheSameWay(as other: Endpoint) -> Bool {
        address == other.address && port == other.port && credentials == other.credentials
    }
}

/// The certificate that an endpoint's engine showed at first, kept with the endpoint.
private struct EndpointPin: CertificatePin {
    let name: String
    let endpoints: any EndpointStore

    func expected() async throws -> String? { try await endpoints.endpoint(named: name)?.certificate }

    func keep(_ fingerprint: String) async throws { try await endpoints.keepCertificate(fingerprint, of: name) }
}
