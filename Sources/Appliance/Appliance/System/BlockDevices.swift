import Glibc

/// The virtio disks by the serials that the engine gives them.
enum BlockDevices {
    /// The kernel's name of the disk with this serial.
    static func name(serial: String) -> String? {
        Files.names(in: "/sys/block").first { disk in
            disk.hasPrefix("vd") && Files.text("/sys/block/\(disk)/serial") == serial
        }
    }

    /// What a file system may be on, in the order to try: the partitions with their numbers, then the disk itself.
    static func volumes(of disk: String) -> [Volume] {
        let partitions = Files.names(in: "/sys/block/\(disk)").filter { $0.hasPrefix(disk) }
        let numbered = partitions.map { name in
            Volume(path: "/dev/\(name)", partition: Int(Files.text("/sys/block/\(disk)/\(name)/partition")))
        }
        return numbered.sorted { ($0.partition ?? 0) < ($1.partition ?? 0) } + [
            Volume(path: "/dev/\(disk)", partition: nil)
        ]
    }

    /// How many bytes a mounted file system says to have in use; 0 when it does not say.
    static func bytesInUse(below root: String) -> UInt64 {
        var system = statvfs()
        guard statvfs(root, &system) == 0, system.f_blocks > system.f_bfree else { return 0 }
        let (bytes, isTooMuch) = UInt64(system.f_blocks - system.f_bfree)
            .multipliedReportingOverflow(by: UInt64(system.f_frsize))
        return isTooMuch ? .max : bytes
    }

    /// A partition, a whole disk, or what LVM makes of parts of them.
    struct Volume: Sendable, Hashable {
        let path: String
        /// Its number; nil for the disk and for what LVM makes.
        let partition: Int?
        /// What LVM calls it, should LVM have made it.
        let logical: LogicalVolumes.Entry?

        init(path: String, partition: Int?) {
            (self.path, self.partition, logical) = (path, partition, nil)
        }

        init(logical entry: LogicalVolumes.Entry) {
            (path, partition, logical) = (entry.path, nil, entry)
        }

        /// Whether it is the whole disk.
        var isDisk: Bool { partition == nil && logical == nil }

        /// As the report calls it.
        var words: String {
            if let logical { return "volume \(logical.group)/\(logical.name)" }
            return partition.map { "partition \($0)" } ?? "disk"
        }
    }
}
