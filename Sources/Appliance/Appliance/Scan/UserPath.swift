/// Where something is on a disk of the user OS: names that need not be text, with a slash before each.
struct UserPath: Sendable, Hashable {
    private(set) var bytes: [UInt8] = []

    /// The root of a volume, or the place of a volume in the user OS.
    init(_ place: String = "") { bytes = Array(place.utf8) }

    /// What is of that name in this folder.
    func appending(_ name: FileName) -> UserPath {
        var path = self
        path.bytes += [0x2F] + name.bytes
        return path
    }

    /// The same below a place.
    func below(_ place: String) -> UserPath {
        var path = UserPath(place)
        path.bytes += bytes
        return path
    }

    /// Whether its text says it exactly, so that it can be asked for by that.
    var isText: Bool { String(validating: bytes, as: UTF8.self) != nil }

    /// As text; what is none is written as `\xFF`.
    var text: String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return String(decoding: bytes.flatMap { $0 < 0x80 ? [$0] : Array(Self.escaped($0).utf8) }, as: UTF8.self)
    }

    /// Why the user OS cannot be asked to remove what is there, and what a person can do; nil when it can be asked.
    var whyNotRemovable: String? {
        guard isText else { return "its name is no text; remove it by hand in the user OS, or reset the disk" }
        guard bytes.first == 0x2F else {
            return
                "it is not known where the user OS has this volume; name it in /etc/fstab, or remove the file by hand"
        }
        return nil
    }

    private static func escaped(_ byte: UInt8) -> String { "\\x" + FileDigest.hex([byte]).uppercased() }
}
