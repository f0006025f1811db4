/// The virtio disks by the serials that the engine gives them.
enum BlockDevices {
    /// The kernel's name of the disk with this serial.
    static func name(serial: String) -> String? {
        Files.names(in: "/sys/block").first { disk in
            disk.hasPrefix("vd") && Files.text("/sys/block/\(disk)/serial") == serial
        }
    }

    /// What a file system may be on, in the order to try: the partitions, then the disk itself.
    static func volumes(of disk: String) -> [String] {
        let partitions = Files.names(in: "/sys/block/\(disk)").filter { $0.hasPrefix(disk) }
        return (partitions + [disk]).map { "/dev/\($0)" }
    }
}
