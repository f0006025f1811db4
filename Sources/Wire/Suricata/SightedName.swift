import FoundationEssentials

/// A name that somebody asked for: a DNS query, or the server name of a TLS handshake.
public struct SightedName: Sendable, Hashable {
    /// Where the name stood.
    public enum Place: String, Sendable, Hashable {
        case dns
        case tls
    }

    public var place: Place
    /// The name, lower case and without the last dot.
    public var name: String
    public var source: SuricataAlert.Endpoint
    public var destination: SuricataAlert.Endpoint
    /// The record as Suricata wrote it; empty when it is too long to keep.
    public var line: String
}

extension SightedName {
    private static let longestName = 255

    init?(_ untrusted: Fields, _ untrustedLine: Data) {
        let isQuery = untrusted.dns.map { $0.type == "query" || $0.type == "request" } ?? true
        guard let place = Place(rawValue: untrusted.event_type), isQuery, let ends = untrusted.ends,
            var name = (untrusted.dns?.rrname ?? untrusted.tls?.sni)?.lowercased(), !name.isEmpty,
            name.utf8.count <= Self.longestName
        else { return nil }
        if name.last == "." { name.removeLast() }
        self.init(
            place: place,
            name: name,
            source: ends.source,
            destination: ends.destination,
            line: Fields.kept(untrustedLine)
        )
    }
}
