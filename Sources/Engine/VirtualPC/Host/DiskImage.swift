import FoundationEssentials
import Glibc

/// The images that stand for disks.
enum DiskImage {
    private static let program = "/usr/bin/qemu-img"

    /// A guest has written what is read here, so the one who reads is whom its QEMU runs as, and not root.
    @discardableResult
    private static func run(_ arguments: [String], as user: UInt32) async throws(PCError) -> String {
        let identity = ["--reuid", "\(user)", "--regid", "\(user)", "--clear-groups", "--no-new-privs"]
        return try await HostProgram.run("/usr/bin/setpriv", identity + [program] + arguments)
    }

    /// The size that the guest sees.
    static func size(of image: String, as user: UInt32) async throws(PCError) -> UInt64 {
        struct Info: Decodable {
            var size: UInt64

            enum CodingKeys: String, CodingKey {
                case size = "virtual-size"
            }
        }
        let text = try await run(["info", "--force-share", "--output=json", image], as: user)
        guard let info = try? JSONDecoder().decode(Info.self, from: Data(text.utf8)) else {
            throw .failed("qemu-img does not tell the size of \(image)")
        }
        return info.size
    }

    /// The name of the one snapshot that an image has.
    static let snapshotName = "sekisho"

    /// Keeps the state of an image inside it.
    static func takeSnapshot(in image: String, as user: UInt32) async throws(PCError) {
        try await run(["snapshot", "-q", "-c", snapshotName, image], as: user)
    }

    /// Makes an image what it was when its snapshot was taken.
    static func restoreSnapshot(in image: String, as user: UInt32) async throws(PCError) {
        try await run(["snapshot", "-q", "-a", snapshotName, image], as: user)
    }

    /// Gives the room of a snapshot back.
    static func forgetSnapshot(in image: String, as user: UInt32) async throws(PCError) {
        try await run(["snapshot", "-q", "-d", snapshotName, image], as: user)
    }

    /// Makes an empty layer over an image that no guest has written.
    static func makeLayer(_ image: String, over golden: String) async throws(PCError) {
        try await HostProgram.run(program, ["create", "-q", "-f", "qcow2", "-b", golden, "-F", "qcow2", image])
    }

    /// Makes the blank disk for the data of the user.
    static func makeData(_ disk: DataDisk) async throws(PCError) {
        try await HostProgram.run(program, ["create", "-q", "-f", "qcow2", disk.path, "\(disk.sizeMiB)M"])
    }

    /// Makes a blank image, in the place of what was there.
    static func make(_ image: String, size: UInt64, as user: UInt32) async throws(PCError) {
        try await run(["create", "-q", "-f", "qcow2", image, String(size)], as: user)
    }
}

extension UserOSConfiguration {
    /// The size of the disk as the user OS sees it, from the head of its image; 0 when it is no qcow2 image.
    public var diskBytes: UInt64 {
        let descriptor = open(disk, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        var head = [UInt8](repeating: 0, count: 32)
        guard pread(descriptor, &head, head.count, 0) == head.count, head.starts(with: Array("QFI".utf8) + [0xFB])
        else {
            return 0
        }
        return head[24..<32].reduce(0) { $0 << 8 | UInt64($1) }
    }
}
