/// What lies on a disk or a partition, by its first bytes.
enum VolumeContent: Sendable, Hashable {
    /// A file system that a kernel may mount.
    case fileSystem(FileSystem)
    /// Files may be there, but not for us; the words say what hides them.
    case hidden(String)
    /// It is a part of what LVM makes volumes of; those are looked at in its stead.
    case part
    /// There are no files by its nature: partitions, swap space, zeros.
    case fileless(String)

    /// A file system, as its superblock tells.
    struct FileSystem: Sendable, Hashable {
        /// The kernel's name of it.
        var type: String
        /// The options that make its mount read nothing but what is there.
        var options: String
        /// What tells this one from others.
        var identity: String
        /// What its owner calls it; empty when that is not in its first bytes.
        var label = ""
        /// False when a program in the user OS may change a file and leave its times as they were.
        var tellsChanges = true
        /// True when the newest changes are in its journal only.
        var needsReplay = false
    }

    /// How many bytes to read.
    static let headLength = 128 << 10

    /// Looks for the marks of what is known, the encrypted first: they may carry marks of what is inside.
    init(untrustedHead head: [UInt8]) {
        let bytes = Head(bytes: head)
        self =
            Self.encrypted(bytes) ?? Self.part(bytes) ?? Self.extended(bytes) ?? Self.foreign(bytes) ?? Self.dos(bytes)
            ?? Self.fileless(bytes) ?? .hidden("unknown content")
    }

    /// In words, for the report.
    var words: String {
        switch self {
        case .fileSystem(let system): system.type
        case .hidden(let words), .fileless(let words): words
        case .part: "a part of LVM's volumes"
        }
    }

    private static func encrypted(_ head: Head) -> Self? {
        if head.has("-FVE-FS-", at: 3) { return .hidden("encrypted with BitLocker") }
        if head.has("MSWIN4.1", at: 3), head.has(toGo, at: 0x1A8) { return .hidden("encrypted with BitLocker To Go") }
        return head.has([0x4C, 0x55, 0x4B, 0x53, 0xBA, 0xBE], at: 0) ? .hidden("encrypted with LUKS") : nil
    }

    /// 4967D63B-2E29-4AD8-8399-F6A339E3D001 in the order of memory, which BitLocker puts into a FAT boot sector.
    private static let toGo: [UInt8] = [
        0x3B, 0xD6, 0x67, 0x49, 0x29, 0x2E, 0xD8, 0x4A, 0x83, 0x99, 0xF6, 0xA3, 0x39, 0xE3, 0xD0, 0x01,
    ]

    /// LVM's label lies in one of the first four sectors.
    private static func part(_ head: Head) -> Self? {
        let isLabelled = (0..<4).contains {
            head.has("LABELONE", at: $0 * 512) && head.has("LVM2 001", at: $0 * 512 + 24)
        }
        return isLabelled ? .part : nil
    }

    /// ext2, ext3 and ext4: magic at 0x38 of the superblock, which begins at 1024.
    private static func extended(_ head: Head) -> Self? {
        guard head.has([0x53, 0xEF], at: 1024 + 0x38) else { return nil }
        let needsReplay = head.byte(at: 1024 + 0x60) & 0x04 != 0
        let identity = head.hex(at: 1024 + 0x68, count: 16)
        return .fileSystem(
            FileSystem(
                type: "ext4",
                options: "ro,noload",
                identity: identity,
                label: head.text(at: 1024 + 0x78, count: 16),
                needsReplay: needsReplay
            )
        )
    }

    private static func foreign(_ head: Head) -> Self? {
        if head.has("NTFS    ", at: 3) {
            return .fileSystem(FileSystem(type: "ntfs3", options: "ro", identity: head.hex(at: 0x48, count: 8)))
        }
        if head.has("XFSB", at: 0) {
            let (identity, label) = (head.hex(at: 32, count: 16), head.text(at: 108, count: 12))
            return .fileSystem(
                FileSystem(type: "xfs", options: "ro,norecovery,nouuid", identity: identity, label: label)
            )
        }
        if head.has("_BHRfS_M", at: 0x10040) {
            let (identity, label) = (head.hex(at: 0x10020, count: 16), head.text(at: 0x1012B, count: 256))
            return .fileSystem(
                FileSystem(type: "btrfs", options: "ro,rescue=nologreplay", identity: identity, label: label)
            )
        }
        if head.has("ReFS", at: 3) { return .hidden("ReFS, which the appliance does not read") }
        if head.has([0xFC, 0x4E, 0x2B, 0xA9], at: 4096) { return .hidden("a part of a RAID") }
        return nil
    }

    private static func dos(_ head: Head) -> Self? {
        if head.has("EXFAT   ", at: 3) {
            let identity = head.hex(at: 0x64, count: 4)
            return .fileSystem(FileSystem(type: "exfat", options: "ro", identity: identity, tellsChanges: false))
        }
        guard let serial = head.has("FAT32   ", at: 0x52) ? 0x43 : head.has("FAT1", at: 0x36) ? 0x27 : nil else {
            return nil
        }
        let identity = head.hex(at: serial, count: 4)
        // Behind the number, filled with spaces.
        let label = head.text(at: serial + 4, count: 11)
        return .fileSystem(
            FileSystem(
                type: "vfat",
                options: "ro",
                identity: identity,
                label: label == "NO NAME" ? "" : label,
                tellsChanges: false
            )
        )
    }

    private static func fileless(_ head: Head) -> Self? {
        if head.has("SWAPSPACE2", at: 4086) { return .fileless("swap space") }
        if head.has("EFI PART", at: 512) || head.has([0x55, 0xAA], at: 510) { return .fileless("partitions") }
        return head.bytes.allSatisfy { $0 == 0 } ? .fileless("nothing") : nil
    }
}

/// Bytes that may end anywhere.
private struct Head {
    let bytes: [UInt8]

    func has(_ text: String, at offset: Int) -> Bool { has(Array(text.utf8), at: offset) }

    func has(_ mark: [UInt8], at offset: Int) -> Bool { bytes.dropFirst(offset).starts(with: mark) }

    func byte(at offset: Int) -> UInt8 { bytes.dropFirst(offset).first ?? 0 }

    /// What stands before the first NUL, without spaces behind it.
    func text(at offset: Int, count: Int) -> String {
        let bytes = bytes.dropFirst(offset).prefix(count).prefix { $0 != 0 }
        return String(decoding: bytes.reversed().drop { $0 == 0x20 }.reversed(), as: UTF8.self)
    }

    func hex(at offset: Int, count: Int) -> String { FileDigest.hex(bytes.dropFirst(offset).prefix(count)) }
}
