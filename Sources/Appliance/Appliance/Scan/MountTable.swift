/// Where the user OS has its volumes, by its own `/etc/fstab` (fstab(5)).
struct MountTable: Sendable, Hashable {
    private var places: [String: String] = [:]

    /// Reads the table; lines of another form are passed over.
    init(untrustedText: String) {
        for line in untrustedText.split(separator: "\n").prefix(256) {
            let fields = line.split { $0 == " " || $0 == "\t" }.map(String.init)
            guard fields.count >= 2, !fields[0].hasPrefix("#"), fields[1].hasPrefix("/") else { continue }
            guard !fields[1].split(separator: "/").contains("..") else { continue }
            places[Self.key(fields[0])] = Self.plain(fields[1])
        }
    }

    /// The mount point of a volume, without a slash at its end; nil when the table does not say.
    func place(identity: String, _ volume: BlockDevices.Volume) -> String? {
        if let known = places["uuid \(identity)"] { return known }
        if let logical = volume.logical {
            return places["/dev/\(logical.group)/\(logical.name)"] ?? places[logical.path]
        }
        return volume.partition.flatMap { places["partition \($0)"] }
    }

    /// `UUID=…` by its digits; `/dev/sda2` and `/dev/nvme0n1p2` by the number at the end; what LVM made as it stands.
    private static func key(_ source: String) -> String {
        guard !source.hasPrefix("UUID=") else {
            let digits = source.dropFirst(5).filter { $0 != "-" && $0 != "\"" }.lowercased()
            // FAT's number is written with its last byte first.
            return "uuid " + (digits.utf8.count == 8 ? reversed(digits) : digits)
        }
        guard source.hasPrefix("/dev/"), !source.dropFirst(5).contains("/") else { return source }
        let number = String(source.reversed().prefix { $0.isNumber }.reversed())
        return Int(number).map { "partition \($0)" } ?? source
    }

    private static func reversed(_ digits: String) -> String {
        let characters = Array(digits)
        return stride(from: characters.count - 2, through: 0, by: -2)
            .map { String(characters[$0...($0 + 1)]) }.joined()
    }

    private static func plain(_ place: String) -> String { place.hasSuffix("/") ? String(place.dropLast()) : place }
}
