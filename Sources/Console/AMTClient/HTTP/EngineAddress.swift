/// Where a management engine listens.
struct EngineAddress: Hashable, Sendable, CustomStringConvertible {
    var host: String
    var port: Int

    /// As a `Host` header writes it.
    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
