public import FoundationEssentials

/// One line of Suricata's `eve.json`.
public enum EVERecord: Sendable, Hashable {
    /// A rule has matched.
    case alert(SuricataAlert)
    /// A name was asked of DNS, or of a TLS server.
    case name(SightedName)
    /// A flow has ended.
    case flow(FlowRecord)
    /// Any other record, by its `event_type`.
    case other(String)

    /// The longest line that is read.
    public static let longestLine = 256 << 10

    /// Parses one line, without its newline.
    public init(untrustedLine: Data) throws(EVEError) {
        guard untrustedLine.count <= Self.longestLine else { throw .lineTooLong }
        guard let record = try? JSONDecoder().decode(Fields.self, from: untrustedLine) else { throw .malformed }
        switch record.event_type {
        case "alert":
            guard let alert = SuricataAlert(record, untrustedLine) else { throw .malformed }
            self = .alert(alert)
        case "dns", "tls":
            // An answer, or a handshake without a name, says nothing new.
            self = SightedName(record, untrustedLine).map { .name($0) } ?? .other(record.event_type)
        case "flow":
            guard let flow = FlowRecord(record, untrustedLine) else { throw .malformed }
            self = .flow(flow)
        default: self = .other(String(record.event_type.prefix(64)))
        }
    }
}

/// Why a line of `eve.json` could not be read.
public enum EVEError: Error, Hashable, Sendable {
    /// The line is longer than ``EVERecord/longestLine``.
    case lineTooLong
    /// The line is no EVE record, or one without its parts.
    case malformed
}

/// The members of an EVE record that we read, by their names in the file.
struct Fields: Decodable {
    struct Alert: Decodable {
        let signature_id: UInt32
        let signature: String
        let category: String?
        let severity: Int
    }

    struct HTTP: Decodable {
        let hostname: String?
        let url: String?
        let http_user_agent: String?
        let http_method: String?
    }

    struct DNS: Decodable {
        let type: String?
        let rrname: String?
    }

    struct TLS: Decodable { let sni: String? }

    struct Flow: Decodable {
        let start: String?
        let bytes_toserver: UInt64?
        let bytes_toclient: UInt64?
    }

    let timestamp: String?
    let event_type: String
    let src_ip: String?
    let src_port: UInt16?
    let dest_ip: String?
    let dest_port: UInt16?
    let proto: String?
    let direction: String?
    let alert: Alert?
    let http: HTTP?
    let dns: DNS?
    let tls: TLS?
    let flow: Flow?
    let payload_printable: String?

    /// Both ends; nil when one is missing or no address.
    var ends: (source: SuricataAlert.Endpoint, destination: SuricataAlert.Endpoint)? {
        guard let src_ip, let dest_ip, Self.isAddress(src_ip), Self.isAddress(dest_ip) else { return nil }
        return (.init(address: src_ip, port: src_port), .init(address: dest_ip, port: dest_port))
    }

    private static func isAddress(_ text: String) -> Bool {
        (2...45).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                    UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "."), UInt8(ascii: ":"):
                    true
                default: false
                }
            }
    }

    /// The record as Suricata wrote it, as far as it is kept for evidence.
    static func kept(_ untrustedLine: Data) -> String {
        untrustedLine.count <= 16 << 10 ? String(decoding: untrustedLine, as: UTF8.self) : ""
    }
}
