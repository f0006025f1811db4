public import ArgumentParser
public import ConsoleServer
import Fleet
import Foundation

/// An endpoint as `--add-endpoint` describes it.
struct NewEndpoint: ExpressibleByArgument, Sendable {
    let endpoint: Endpoint
    let user: String
    let passwordFile: String

    /// Reads `name=…,address=…,password-file=…[,port=…][,user=…]`.
    init?(argument untrustedText: String) {
        var fields: [String: String] = [:]
        for part in untrustedText.split(separator: ",") {
            guard let sign = part.firstIndex(of: "=") else { return nil }
            fields[String(part[..<sign])] = String(part[part.index(after: sign)...])
        }
        guard let name = fields["name"], Endpoint.isName(name), let address = fields["address"], !address.isEmpty,
            let file = fields["password-file"], let port = UInt16(fields["port"] ?? "16992"), port > 0
        else { return nil }
        endpoint = Endpoint(name: name, address: address, port: Int(port))
        user = fields["user"] ?? "admin"
        passwordFile = file
    }

    /// Adds it unless an endpoint of that name is there.
    func add(to store: some EndpointStore) async throws {
        guard try await store.endpoint(named: endpoint.name) == nil else { return }
        guard let bytes = FileManager.default.contents(atPath: passwordFile) else {
            throw StartError.unreadable(path: passwordFile)
        }
        let password = String(decoding: bytes.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
        try await store.add(endpoint, credentials: Credentials(user: user, password: password))
    }
}

extension ListenAddress: ExpressibleByArgument {
    /// Reads `HOST:PORT` or `unix:/path`.
    public init?(argument: String) { self.init(argument) }

    /// What the command line's help shows.
    public var defaultValueDescription: String { description }
}
