import FoundationEssentials

/// The images that stand for disks.
enum DiskImage {
    private static let program = "/usr/bin/qemu-img"

    /// The size that the guest sees.
    static func size(of image: String) async throws(PCError) -> UInt64 {
        struct Info: Decodable {
            var size: UInt64

            enum CodingKeys: String, CodingKey {
                case size = "virtual-size"
            }
        }
        let text = try await HostProgram.run(program, ["info", "--force-share", "--output=json", image])
        guard let info = try? JSONDecoder().decode(Info.self, from: Data(text.utf8)) else {
            throw .failed("qemu-img does not tell the size of \(image)")
        }
        return info.size
    }

    /// Makes a blank image, in the place of what was there.
    static func make(_ image: String, size: UInt64) async throws(PCError) {
        try await HostProgram.run(program, ["create", "-q", "-f", "qcow2", image, String(size)])
    }
}
