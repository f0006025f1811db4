/// A PC in the fleet, as its administrator entered it.
public struct Endpoint: Sendable, Codable, Hashable {
    /// What people call it; unique in the fleet.
    public var name: String
    /// The address of its management engine, a name or a number.
    public var address: String
    /// The port of its management engine.
    public var port: Int
    /// Which stored ``Credentials`` open it.
    public var credentials: String
    /// The SHA-256 of the certificate that its engine showed at first; nil before, and without TLS.
    public var certificate: String?

    /// Creates an endpoint; its credentials are filed under its own name unless said otherwise.
    public init(name: String, address: String, port: Int = 16992, credentials: String? = nil) {
        self.name = name
        self.address = address
        self.port = port
        self.credentials = credentials ?? name
    }

    /// Whether its engine is spoken to with TLS: on AMT's port for that, or when the address begins with `https://`.
    public var usesTLS: Bool { port == 16993 || address.hasPrefix(Self.tlsScheme) }

    /// The name or number in its address.
    public var host: String { String(address.dropFirst(address.hasPrefix(Self.tlsScheme) ? Self.tlsScheme.count : 0)) }

    private static let tlsScheme = "https://"

    /// True for a name that fits into a URL and into a line of a table: letters, digits, `.`, `-` and `_`, at most 63.
    public static func isName(_ untrustedName: String) -> Bool {
        let allowed = { (byte: UInt8) in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        return (1...63).contains(untrustedName.utf8.count) && untrustedName.utf8.allSatisfy(allowed)
            && untrustedName.utf8.first != UInt8(ascii: ".")
    }
}

/// A name and a password for management engines.
public struct Credentials: Sendable, Hashable {
    public var user: String
    public var password: String

    /// Creates credentials.
    public init(user: String, password: String) {
        self.user = user
        self.password = password
    }
}
