public import FoundationEssentials

/// A flow that has ended: who talked to whom, since when, and how much.
public struct FlowRecord: Sendable, Hashable {
    /// Who began it.
    public var source: SuricataAlert.Endpoint
    public var destination: SuricataAlert.Endpoint
    /// The transport, `TCP`.
    public var transport: String
    /// When its first packet was seen.
    public var start: Date
    /// Bytes from the one who began it, and to it, headers included.
    public var bytesSent: UInt64
    public var bytesReceived: UInt64
    /// The record as Suricata wrote it; empty when it is too long to keep.
    public var line: String
}

extension FlowRecord {
    init?(_ untrusted: Fields, _ untrustedLine: Data) {
        guard let flow = untrusted.flow, let ends = untrusted.ends, let start = Self.date(flow.start ?? "") else {
            return nil
        }
        self.init(
            source: ends.source,
            destination: ends.destination,
            transport: String((untrusted.proto ?? "").prefix(16)),
            start: start,
            bytesSent: flow.bytes_toserver ?? 0,
            bytesReceived: flow.bytes_toclient ?? 0,
            line: Fields.kept(untrustedLine)
        )
    }

    /// Reads Suricata's time stamp, `2026-01-15T10:00:00.123456+0000`.
    private static func date(_ untrustedText: String) -> Date? {
        let format = Date.ISO8601FormatStyle(timeZoneSeparator: .omitted, includingFractionalSeconds: true)
        guard untrustedText.utf8.count <= 40 else { return nil }
        return try? Date(untrustedText, strategy: format)
    }
}
