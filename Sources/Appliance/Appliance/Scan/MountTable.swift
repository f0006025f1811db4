/// Where the user OS has its volumes, by its own `/etc/fstab` (fstab(5)).
struct MountTable: Sendable, Hashable {
    private var places: [String: String] = [:]

    /// Reads the table; lines of another form are passed over.
    init(untrustedText: String) {
        for line in untrustedText.split(separator: "\n").prefix(256) {
            let fields = line.split { $0 == " " || $0 == "\t" }.map { Self.unescaped($0) }
            guard fields.count >= 2, !fields[0].hasPrefix("#"), fields[1].hasPrefix("/") else { continue }
            guard !fields[1].split(separator: "/").contains("..") else { continue }
            places[Self.key(fields[0])] = Self.plain(fields[1])
        }
    }

    /// The mount point of a volume, without a slash at its end; nil when the table does not say.
    func place(
        of system: VolumeContent.FileSystem,
        _ volume: BlockDevices.Volume,
        called names: PartitionTable.Names? = nil
    ) -> String? {
        let known = [
            "uuid \(system.identity)", "label \(system.label)", "partuuid \(names?.identity ?? "")",
            "partlabel \(names?.label ?? "")",
        ]
        if let place = known.lazy.compactMap({ places[$0] }).first { return place }
        if let logical = volume.logical {
            return places["/dev/\(logical.group)/\(logical.name)"] ?? places[logical.path]
        }
        return volume.partition.flatMap { places["partition \($0)"] }
    }

    /// `UUID=…` by its digits; labels as they are; `/dev/sda2` and `/dev/nvme0n1p2` by the number at the end; what LVM made
    /// as it stands.
    private static func key(_ source: String) -> String {
        for kind in ["UUID", "LABEL", "PARTUUID", "PARTLABEL"] {
            for start in ["\(kind)=", "/dev/disk/by-\(kind.lowercased())/"] where source.hasPrefix(start) {
                return key(kind, source.dropFirst(start.count).filter { $0 != "\"" })
            }
        }
        guard source.hasPrefix("/dev/"), !source.dropFirst(5).contains("/") else { return source }
        let number = String(source.reversed().prefix { $0.isNumber }.reversed())
        return Int(number).map { "partition \($0)" } ?? source
    }

    private static func key(_ kind: String, _ value: String) -> String {
        // Nobody means the volumes that have no name.
        guard !value.isEmpty else { return "" }
        guard kind == "UUID" else { return "\(kind.lowercased()) \(kind == "PARTUUID" ? value.lowercased() : value)" }
        let digits = value.filter { $0 != "-" }.lowercased()
        // FAT's number is written with its last byte first.
        return "uuid " + (digits.utf8.count == 8 ? reversed(digits) : digits)
    }

    private static func reversed(_ digits: String) -> String {
        let characters = Array(digits)
        return stride(from: characters.count - 2, through: 0, by: -2)
            .map { String(characters[$0...($0 + 1)]) }.joined()
    }

    /// Takes `\\040` and the like, which is how fstab(5) and /proc/mounts write blanks, for what they mean.
    private static func unescaped(_ field: Substring) -> String {
        ["\\040": " ", "\\011": "\t", "\\134": "\\"].reduce(String(field)) { $0.replacing($1.key, with: $1.value) }
    }

    private static func plain(_ place: String) -> String { place.hasSuffix("/") ? String(place.dropLast()) : place }
}
