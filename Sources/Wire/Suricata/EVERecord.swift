public import FoundationEssentials

/// One line of Suricata's `eve.json`.
public enum EVERecord: Sendable, Hashable {
    /// A rule has matched.
    case alert(SuricataAlert)
    /// A record that is no alert, by its `event_type`.
    case other(String)

    /// The longest line that is read.
    public static let longestLine = 256 << 10

    /// Parses one line, without its newline.
    public init(untrustedLine: Data) throws(EVEError) {
        guard untrustedLine.count <= Self.longestLine else { throw .lineTooLong }
        guard let record = try? JSONDecoder().decode(Fields.self, from: untrustedLine) else { throw .malformed }
        guard record.event_type == "alert" else {
            self = .other(String(record.event_type.prefix(64)))
            return
        }
        guard let alert = SuricataAlert(record) else { throw .malformed }
        self = .alert(alert)
    }
}

/// Why a line of `eve.json` could not be read.
public enum EVEError: Error, Hashable, Sendable {
    /// The line is longer than ``EVERecord/longestLine``.
    case lineTooLong
    /// The line is no EVE record, or an alert without its parts.
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

    let timestamp: String?
    let event_type: String
    let src_ip: String?
    let src_port: UInt16?
    let dest_ip: String?
    let dest_port: UInt16?
    let proto: String?
    let alert: Alert?
    let http: HTTP?
    let payload_printable: String?
}
