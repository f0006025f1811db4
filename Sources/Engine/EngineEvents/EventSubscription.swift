import ObjectManager
import FoundationEssentials

/// That the events of a filter are sent somewhere, as the engine keeps it.
package struct EventSubscription: Codable, Hashable, Sendable {
    /// Tells it from others; never used again.
    package var number: Int
    /// The name of the set of filters.
    package var filter: String
    /// Where to.
    package var destination: EventDestination
    /// Whether the listener answers each event.
    package var wantsAnswer: Bool
    /// What the listener wants to find in the header of each event: the XML of each block.
    package var referenceParameters: [String]
    /// With whose name and password the engine logs in at the listener.
    package var login: EventLogin?
    /// How long it was asked for, in seconds; nil when it has no end.
    package var duration: Double?
    /// When it ends.
    var endsAt: Date?

    /// The name of the destination's instance.
    var handlerName: String { "Intel(r) AMT:Handler \(number)" }

    /// Whether it has not ended.
    func isOpen(at now: Date) -> Bool { endsAt.map { $0 > now } ?? true }
}

/// A name and a password for a listener.
public struct EventLogin: Codable, Hashable, Sendable {
    /// The name.
    public let user: String
    /// The password.
    public let password: String
}

/// Where events are sent: a URL of HTTP or HTTPS, taken apart.
public struct EventDestination: Codable, Hashable, Sendable {
    /// A URL may have so many characters (AMT's own limit).
    static let greatestLength = 253

    /// As the console wrote it.
    public let url: String
    /// A name or an address.
    public let host: String
    /// That of the scheme unless the URL says.
    public let port: Int
    /// The path and the query.
    public let path: String

    /// Whether the listener is spoken to with TLS.
    public var isEncrypted: Bool { Self.scheme(of: url)?.port == 443 }

    private static let schemes = [(prefix: "http://", port: 80), (prefix: "https://", port: 443)]

    private static func scheme(of url: String) -> (prefix: String, port: Int)? {
        schemes.first { url.lowercased().hasPrefix($0.prefix) }
    }

    /// Takes a URL apart; nil when it is not one of HTTP or HTTPS, or holds what no header may carry.
    public init?(untrusted url: String) {
        guard url.utf8.count <= Self.greatestLength, let scheme = Self.scheme(of: url),
            url.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        let rest = url.dropFirst(scheme.prefix.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard let (host, port) = Self.hostAndPort(authority, scheme.port) else { return nil }
        let path = rest.dropFirst(authority.count)
        self.url = url
        self.host = host
        self.port = port
        self.path = path.hasPrefix("/") ? String(path) : "/" + path
    }

    private static func hostAndPort(_ authority: Substring, _ usual: Int) -> (String, Int)? {
        guard !authority.contains("@") else { return nil }
        let isBracketed = authority.hasPrefix("[")
        let host = isBracketed ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        let after = authority.dropFirst(host.count + (isBracketed ? 2 : 0))
        guard !host.isEmpty, after.isEmpty || after.hasPrefix(":") else { return nil }
        let port = after.isEmpty ? usual : Int(after.dropFirst()) ?? 0
        guard (1...65_535).contains(port) else { return nil }
        return (String(host), port)
    }
}
