import FoundationEssentials
import Logging

/// The ports of a network namespace that a process without root may listen on.
enum UnprivilegedPorts {
    private static let path = "/proc/sys/net/ipv4/ip_unprivileged_port_start"

    /// Opens the ports from `first` on; the namespace is the PC's own, so nobody else gains by it.
    static func open(from first: Int, _ logger: Logger) {
        let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self).trimmed }
        guard let lowest = text.flatMap({ Int($0) }), lowest > first else { return }
        do {
            try Data("\(first)\n".utf8).write(to: URL(filePath: path))
        } catch {
            logger.warning("the engine cannot listen on ports below \(lowest)", metadata: ["error": "\(error)"])
        }
    }
}
