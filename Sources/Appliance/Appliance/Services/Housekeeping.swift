import FoundationEssentials
import Glibc
import Logging
import NIOPosix
import ServiceLifecycle

/// Keeps room on the disk of what the appliance learns: the oldest files of the package cache make way.
///
/// Everything else there is bounded by itself. The watch over the wire needs no room on it.
struct Housekeeping: Service {
    /// A file that can be fetched again.
    struct SpareFile: Sendable, Hashable {
        let path: String
        /// In bytes.
        let size: UInt64
        /// When it was changed, in seconds since 1970.
        let changed: Int
    }

    /// Below which share of the disk room is made, and how much then, in percent.
    static let (least, enough): (UInt64, UInt64) = (5, 20)

    let layout: Layout
    let threads: NIOThreadPool
    let log: Logger

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            try? await threads.runIfActive { makeRoom() }
            try? await Task.sleep(for: .seconds(10))
        }
    }

    /// Which files go, the oldest first, until enough of the disk is free; none while it is not short of room.
    static func leaving(_ files: [SpareFile], total: UInt64, free: UInt64) -> [SpareFile] {
        guard free < total / 100 * least else { return [] }
        var room = free
        return Array(
            files.sorted { ($0.changed, $0.path) < ($1.changed, $1.path) }.prefix { file in
                defer { room += file.size }
                return room < total / 100 * enough
            }
        )
    }

    private func makeRoom() {
        var disk = statvfs()
        guard statvfs(layout.data, &disk) == 0 else { return }
        let block = UInt64(disk.f_frsize)
        let (total, free) = (UInt64(disk.f_blocks) * block, UInt64(disk.f_bavail) * block)
        guard free < total / 100 * Self.least else { return }
        let leaving = Self.leaving(cachedFiles, total: total, free: free)
        leaving.forEach { Files.remove($0.path) }
        log.warning("the disk is full: \(leaving.count) files of the package cache made room")
    }

    private var cachedFiles: [SpareFile] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: layout.packages)) ?? []
        return names.compactMap { name in
            let path = "\(layout.packages)/\(name)"
            var facts = stat()
            guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
            return SpareFile(path: path, size: UInt64(max(facts.st_size, 0)), changed: facts.st_mtim.tv_sec)
        }
    }
}
