import FoundationEssentials
public import Suricata

/// Notices a program that reports home: small connections to one address outside, at the same interval again and again.
///
/// People are not regular; what is regular and honest (time, names, neighbours on the LAN) is left out, and what
/// remains may still be a program that only looks for news: the policy says what to make of it.
public struct BeaconDetector: Sendable {
    /// A regular series of connections.
    public struct Beacon: Sendable, Hashable {
        /// The mean interval.
        public var seconds: Double
        /// How many connections were counted.
        public var count: Int
    }

    private struct Route: Hashable {
        let source: String
        let destination: String
        let port: UInt16
    }

    /// How many connections make a series, and how irregular its intervals may be (standard deviation by mean).
    private static let (fewest, greatestSpread) = (12, 0.1)
    private static let intervals = 5.0...3600.0
    private static let greatestBytes = UInt64(64 << 10)
    private static let greatestRoutes = 2048
    /// Time and names.
    private static let honestPorts: Set<UInt16> = [53, 123]

    private var starts: [Route: [Date]] = [:]

    /// Creates a detector that has seen nothing.
    public init() {}

    /// Takes a flow that has ended; a beacon is reported once a series.
    public mutating func see(_ flow: FlowRecord) -> Beacon? {
        guard let port = flow.destination.port, !Self.honestPorts.contains(port),
            !Neighbourhood.contains(flow.destination.address), flow.bytesSent + flow.bytesReceived <= Self.greatestBytes
        else { return nil }
        let route = Route(source: flow.source.address, destination: flow.destination.address, port: port)
        if starts.count >= Self.greatestRoutes, starts[route] == nil { forgetOldest() }
        let series = ((starts[route] ?? []) + [flow.start]).sorted().suffix(Self.fewest)
        starts[route] = Array(series)
        guard series.count == Self.fewest, let beacon = Self.beacon(Array(series)) else { return nil }
        starts[route] = nil
        return beacon
    }

    private static func beacon(_ series: [Date]) -> Beacon? {
        let gaps = zip(series.dropFirst(), series).map { $0.timeIntervalSince($1) }
        let mean = gaps.reduce(0, +) / Double(gaps.count)
        let variance = gaps.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(gaps.count)
        guard intervals.contains(mean), variance.squareRoot() <= mean * greatestSpread else { return nil }
        return Beacon(seconds: mean, count: series.count)
    }

    private mutating func forgetOldest() {
        let oldest = starts.min { ($0.value.last ?? .distantPast) < ($1.value.last ?? .distantPast) }
        if let oldest { starts[oldest.key] = nil }
    }
}

/// The addresses of the PC's own surroundings: private, link-local, multicast.
enum Neighbourhood {
    /// Whether an address, as Suricata writes it, belongs there.
    static func contains(_ address: String) -> Bool {
        if address.contains(":") {
            return ["fc", "fd", "fe8", "fe9", "fea", "feb", "ff"].contains { address.lowercased().hasPrefix($0) }
        }
        let bytes = address.split(separator: ".").compactMap { UInt8($0) }
        guard bytes.count == 4 else { return false }
        switch (bytes[0], bytes[1]) {
        case (10, _), (127, _), (192, 168), (169, 254), (172, 16...31), (100, 64...127), (224..., _): return true
        default: return false
        }
    }
}
