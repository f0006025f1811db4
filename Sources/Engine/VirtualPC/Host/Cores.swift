import FoundationEssentials

/// Which processors of the host each virtual machine may use.
struct Cores: Sendable, Hashable {
    var user: [Int]
    var appliance: [Int]

    /// Parts the processors: the appliance gets the last, the user OS the others; nil when there is nothing to part.
    init?(processors: [Int]) {
        guard let last = processors.last, processors.count >= 2 else {
            return nil
        }
        user = Array(processors.dropLast())
        appliance = [last]
    }

    /// The processors that this process may use.
    static func available() -> [Int] {
        guard let bytes = FileManager.default.contents(atPath: "/proc/self/status") else {
            return []
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        return lines.first { $0.hasPrefix("Cpus_allowed_list:") }.map { list(String($0.dropFirst(18))) } ?? []
    }

    /// Reads the kernel's lists of processors, such as `0-2,7`.
    static func list(_ text: String) -> [Int] {
        text.trimmed.split(separator: ",").flatMap { range in
            let ends = range.split(separator: "-").compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last, first <= last else {
                return [Int]()
            }
            return Array(first...last)
        }
    }
}
