import Glibc

/// The memory that ClamAV takes for databases, by the size of their files.
///
/// Measured: lists of checksums and of patterns take twice their size. A signed archive (`.cvd`) is compressed, and takes
/// more than five times its size: those that ClamAV publishes are some 225 MiB on disk and 1.2 GiB in memory.
struct DatabaseRoom: Sendable, Hashable {
    /// In MiB.
    let needed: Int
    /// What the scanner takes without any database.
    private static let base = 64

    /// Adds up files by their names and sizes in bytes.
    init(_ files: [(name: String, bytes: UInt64)]) {
        let bytes = files.map { Double($0.bytes) * Self.factor(of: $0.name) }.reduce(0, +)
        needed = Int(min(bytes / Double(1 << 20), 1e9)) + Self.base
    }

    /// With something to spare.
    private static func factor(of name: String) -> Double {
        name.hasSuffix(".cvd") || name.hasSuffix(".cud") ? 6 : 3
    }

    /// What a folder of databases takes.
    init(folder: String) {
        self.init(
            Files.names(in: folder).map { name in
                var status = stat()
                let bytes = stat("\(folder)/\(name)", &status) == 0 ? UInt64(max(status.st_size, 0)) : 0
                return (name: name, bytes: bytes)
            }
        )
    }

    /// Why they are not loaded, and what is to be done; nil when there is room.
    func refusal(in memory: Memory) -> String? {
        let free = memory.available >> 10
        guard needed > free else { return nil }
        let enough = ((memory.used >> 10) + needed + 255) / 256 * 256
        return "the definitions take some \(needed) MiB of memory, and \(free) MiB are free; "
            + "give the appliance \(enough) MiB (memoryMiB in the PC's configuration)"
    }
}
