/// The memory of the appliance, in KiB, as the kernel tells it.
struct Memory: Sendable, Hashable {
    let total: Int
    /// What programs could have without anything being swapped or ended.
    let available: Int

    var used: Int { total - available }

    /// The memory now.
    static var now: Memory { Memory(untrustedText: Files.text("/proc/meminfo")) }

    /// Reads lines `MemTotal: 123 kB`.
    init(untrustedText: String) {
        var sizes: [Substring: Int] = [:]
        for line in untrustedText.split(separator: "\n") {
            let words = line.split { $0 == " " || $0 == ":" }
            if words.count >= 2 { sizes[words[0]] = Int(words[1]) }
        }
        total = sizes["MemTotal"] ?? 0
        available = sizes["MemAvailable"] ?? 0
    }
}
