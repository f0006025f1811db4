import Glibc
import Inventory
import Testing

@testable import Appliance

/// The first bytes of a volume, zeros but for what is said.
private func head(_ marks: (offset: Int, bytes: [UInt8])...) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: VolumeContent.headLength)
    for mark in marks { bytes.replaceSubrange(mark.offset..<(mark.offset + mark.bytes.count), with: mark.bytes) }
    return bytes
}

@Suite("Volumes")
struct VolumeTests {
    @Test("What is encrypted is told by name, also when it carries a boot sector")
    func encrypted() {
        let luks = head((0, Array("LUKS".utf8) + [0xBA, 0xBE]))
        #expect(VolumeContent(untrustedHead: luks) == .hidden("encrypted with LUKS"))
        let bitLocker = head((3, Array("-FVE-FS-".utf8)), (510, [0x55, 0xAA]))
        #expect(VolumeContent(untrustedHead: bitLocker) == .hidden("encrypted with BitLocker"))
        // BitLocker To Go keeps a boot sector of FAT and tells itself by a GUID in it.
        let guid: [UInt8] = [
            0x3B, 0xD6, 0x67, 0x49, 0x29, 0x2E, 0xD8, 0x4A, 0x83, 0x99, 0xF6, 0xA3, 0x39, 0xE3, 0xD0, 1,
        ]
        let toGo = head(
            (3, Array("MSWIN4.1".utf8)),
            (0x52, Array("FAT32   ".utf8)),
            (0x1A8, guid),
            (510, [0x55, 0xAA])
        )
        #expect(VolumeContent(untrustedHead: toGo) == .hidden("encrypted with BitLocker To Go"))
    }

    @Test("What nobody knows is not taken for nothing, and nothing is not taken for a secret")
    func unknown() {
        #expect(VolumeContent(untrustedHead: head((5000, [1]))) == .hidden("unknown content"))
        #expect(VolumeContent(untrustedHead: head()) == .fileless("nothing"))
        #expect(VolumeContent(untrustedHead: []) == .fileless("nothing"))
        #expect(VolumeContent(untrustedHead: head((4086, Array("SWAPSPACE2".utf8)))) == .fileless("swap space"))
    }

    @Test(
        "File systems are known by the marks of their own tools",
        arguments: [
            ("ext4", "/usr/sbin/mkfs.ext4", ["-q", "-F"]), ("ext4", "/usr/sbin/mkfs.ext4", ["-q", "-F", "-t", "ext2"]),
            ("ntfs3", "/usr/sbin/mkntfs", ["-q", "-F", "-f"]), ("exfat", "/usr/sbin/mkfs.exfat", ["-f"]),
            ("vfat", "/usr/sbin/mkfs.vfat", ["-F", "32"]), ("vfat", "/usr/sbin/mkfs.vfat", ["-F", "16"]),
        ]
    )
    func fileSystems(_ type: String, _ program: String, _ options: [String]) throws {
        let folder = try Folder()
        let image = folder.path + "/image"
        try Files.replace(image, with: [])
        try #require(truncate(image, 64 << 20) == 0)
        let name = type == "vfat" ? "-n" : "-L"
        try #require(try Command(program, options + [name, "PLACE A", image]).runHere().succeeded)
        let bytes = try #require(Files.read(image, longest: VolumeContent.headLength))
        guard case .fileSystem(let system) = VolumeContent(untrustedHead: bytes) else {
            Issue.record("\(type) was taken for something else")
            return
        }
        #expect(system.type == type)
        #expect(system.identity.contains { $0 != "0" })
        // NTFS and exFAT keep it elsewhere.
        #expect(system.label == (["ext4", "vfat"].contains(type) ? "PLACE A" : ""))
        #expect(system.tellsChanges == ["ext4", "ntfs3"].contains(type))
        #expect(!system.needsReplay)
    }

    @Test("A journal that was not replayed is seen")
    func journal() {
        let dirty = head((1024 + 0x38, [0x53, 0xEF]), (1024 + 0x60, [0x46]))
        guard case .fileSystem(let system) = VolumeContent(untrustedHead: dirty) else {
            Issue.record("it is no file system")
            return
        }
        #expect(system.needsReplay)
    }

    @Test("What LVM tells is believed only as far as it has LVM's form")
    func logicalVolumes() {
        let listing = """
              WARNING: something
              LVM2_VG_NAME='pc' LVM2_LV_NAME='root' LVM2_LV_DM_PATH='/dev/mapper/pc-root'
              LVM2_VG_NAME='pc"]}' LVM2_LV_NAME='root' LVM2_LV_DM_PATH='/dev/mapper/pc-root'
              LVM2_VG_NAME='..' LVM2_LV_NAME='root' LVM2_LV_DM_PATH='/dev/mapper/pc-root'
              LVM2_VG_NAME='pc' LVM2_LV_NAME='root' LVM2_LV_DM_PATH='/dev/vda'
              LVM2_VG_NAME='pc' LVM2_LV_NAME='root' LVM2_LV_DM_PATH='/dev/mapper/../vda'
              LVM2_VG_NAME='pc' LVM2_LV_NAME='
            """
        let entry = LogicalVolumes.Entry(group: "pc", name: "root", path: "/dev/mapper/pc-root")
        #expect(LogicalVolumes.entries(untrustedListing: listing) == [entry])
    }

    @Test("The user OS's own table says where its volumes are")
    func table() {
        let table = MountTable(
            untrustedText: """
                # <file system> <mount point>
                UUID=0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9 / ext4 defaults 0 1
                UUID=AB12-CD34 /boot/efi/ vfat umask=0077 0 1
                /dev/nvme0n1p3\t/home ext4 defaults 0 2
                /dev/sda4 /../etc ext4 defaults 0 2
                /dev/pc/data1 /data ext4 defaults 0 2
                /dev/mapper/p--c-srv /srv ext4 defaults 0 2
                """
        )
        func place(_ identity: String, _ partition: Int?) -> String? {
            table.place(of: system(identity), BlockDevices.Volume(path: "", partition: partition))
        }
        func place(_ group: String, _ name: String, _ path: String) -> String? {
            let entry = LogicalVolumes.Entry(group: group, name: name, path: path)
            return table.place(of: system("other"), BlockDevices.Volume(logical: entry))
        }
        #expect(place("0a1b2c3d4e5f60718293a4b5c6d7e8f9", 9) == "")
        // FAT's number as its sector has it, the last byte first.
        #expect(place("34cd12ab", nil) == "/boot/efi")
        #expect(place("other", 3) == "/home")
        #expect(place("other", 4) == nil)
        #expect(place("other", nil) == nil)
        #expect(place("pc", "data1", "/dev/mapper/pc-data1") == "/data")
        #expect(place("p-c", "srv", "/dev/mapper/p--c-srv") == "/srv")
        // The number at the end of such a name is no partition's.
        #expect(place("other", 1) == nil)
    }

    private func system(_ identity: String, label: String = "") -> VolumeContent.FileSystem {
        VolumeContent.FileSystem(type: "ext4", options: "ro", identity: identity, label: label)
    }

    @Test("Volumes are found in the table by their labels and by what the partitions are called")
    func labels() {
        let table = MountTable(
            untrustedText: """
                LABEL=data /srv/data ext4 x
                PARTUUID=0A1B2C3D-02 /boot vfat x
                /dev/disk/by-partlabel/home /home\\040of\\040all ext4 x
                /dev/disk/by-uuid/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9 /var ext4 x
                LABEL= /nobody ext4 x
                """
        )
        let volume = BlockDevices.Volume(path: "", partition: 7)
        func place(_ system: VolumeContent.FileSystem, _ identity: String = "", _ label: String = "") -> String? {
            table.place(of: system, volume, called: PartitionTable.Names(identity: identity, label: label))
        }
        #expect(place(system("1", label: "data")) == "/srv/data")
        #expect(place(system("1"), "0a1b2c3d-02") == "/boot")
        #expect(place(system("1"), "", "home") == "/home of all")
        #expect(place(system("0a1b2c3d4e5f60718293a4b5c6d7e8f9")) == "/var")
        #expect(place(system("1")) == nil)
    }

    @Test(
        "What a disk calls its partitions is what its own tools say",
        arguments: [
            ("label: gpt\\nsize=1M, uuid=1B4E28BA-2FA1-11D2-883F-0016D3CCA427, name=\"of all\"\\n", "of all"),
            ("label: dos\\nlabel-id: 0x0a1b2c3d\\nsize=1M\\n", ""),
        ]
    )
    func partitions(_ script: String, _ label: String) throws {
        let folder = try Folder()
        let image = folder.path + "/image"
        let make = "truncate -s 8M \"$0\"; printf '\(script)' | /usr/sbin/sfdisk -q \"$0\""
        try #require(try Command("/bin/sh", ["-ec", make, image]).runHere().succeeded)
        let head = try #require(Files.read(image, longest: VolumeContent.headLength))
        let names = try #require(PartitionTable(untrustedHead: head)[1])
        #expect(names.identity == (label.isEmpty ? "0a1b2c3d-01" : "1b4e28ba-2fa1-11d2-883f-0016d3cca427"))
        #expect(names.label == label)
    }

    @Test("A table of partitions that makes no sense names none", arguments: [UInt8(0), 0xFF])
    func senseless(_ byte: UInt8) {
        let bytes = head((512, Array("EFI PART".utf8)), (512 + 72, [UInt8](repeating: byte, count: 16)))
        #expect(PartitionTable(untrustedHead: bytes)[1] == nil)
        #expect(PartitionTable(untrustedHead: Array(bytes.prefix(600)))[1] == nil)
        #expect(PartitionTable(untrustedHead: [])[1] == nil)
    }

    @Test("A file is known again by its state, and by no other")
    func states() throws {
        let folder = try Folder()
        var status = stat()
        try #require(stat(folder.path, &status) == 0)
        let state = FileState(volume: "v", path: UserPath("/a"), status: status)
        let clean = CleanFiles(key: "1", states: [state])
        #expect(clean.contains(state))
        for (volume, path) in [("w", "/a"), ("v", "/b")] {
            #expect(!clean.contains(FileState(volume: volume, path: UserPath(path), status: status)))
        }
        status.st_ctim.tv_nsec += 1
        #expect(!clean.contains(FileState(volume: "v", path: UserPath("/a"), status: status)))
        status.st_ctim.tv_nsec -= 1
        status.st_size += 1
        #expect(!clean.contains(FileState(volume: "v", path: UserPath("/a"), status: status)))
    }

    @Test("What was found clean is known after a restart, but not with other definitions, nor when it is damaged")
    func record() throws {
        let folder = try Folder()
        let path = folder.path + "/clean"
        let states = (0..<100).map { FileState(high: UInt64($0 * 7919 % 100), low: UInt64($0)) }
        try CleanFiles(key: "1", states: states).write(path)
        let read = CleanFiles.read(path, key: "1")
        #expect(read.count == 100)
        #expect(states.allSatisfy(read.contains))
        #expect(CleanFiles.read(path, key: "2").count == 0)
        #expect(read.union(Array(states.prefix(3))).count == 100)
        var bytes = try #require(Files.read(path))
        bytes.removeLast()
        try Files.replace(path, with: bytes)
        #expect(CleanFiles.read(path, key: "1").count == 0)
        #expect(CleanFiles.read(folder.path + "/none", key: "1").count == 0)
    }

    @Test("A bound on the reading makes a scan rest for what it has read too fast")
    func pace() {
        var pace = Pace(bytesPerSecond: 1000, seconds: 10)
        pace.read(4000)
        #expect(pace.rest(after: 1) == 3)
        #expect(pace.rest(after: 5) == 0)
        #expect(!pace.isOver(after: 9))
        #expect(pace.isOver(after: 10))
        #expect(Pace().rest(after: 0) == 0)
        #expect(!Pace().isOver(after: 1e9))
    }

    @Test("A rest for what was read too fast ends when the time of the scan does")
    func restWithinTime() {
        var pace = Pace(bytesPerSecond: 1000, seconds: 10)
        pace.read(.max)
        pace.read(.max)
        #expect(pace.rest(after: 4) == 6)
        #expect(pace.rest(after: 11) == 0)
    }

    @Test("What a scan does not read from the disk costs it no rest: a long file of nothing, and one that is too long")
    func toll() {
        func toll(_ size: UInt64, _ allocated: UInt64) -> UInt64 {
            let file = ScanFile(name: FileName("a"), path: UserPath("/a"), size: size, allocated: allocated, state: nil)
            return Pace.toll(of: file, longest: 1000)
        }
        #expect(toll(100, 512) == 100)
        #expect(toll(1 << 62, 512) == 512)
        #expect(toll(1 << 62, 1 << 61) == 1000)
    }

    @Test("Whatever sizes the disk claims, how far a scan is lies between nothing and all")
    func progress() {
        var progress = ScanProgress(bytesInUse: [.max, 2])
        _ = progress.pass(1 << 63, at: 0)
        #expect(progress.percent == 50)
        _ = progress.pass(.max, at: 0)
        #expect(progress.percent == 100)
        var small = ScanProgress(bytesInUse: [10])
        let told = [(UInt64.max, 0.0), (.max, 9), (.max, 10), (.max, 11)].map { small.pass($0.0, at: $0.1) }
        #expect(told == [true, false, true, false])
        #expect(small.percent == 100)
        #expect(ScanProgress(bytesInUse: []).percent == 0)
    }

    @Test("The sizes in a report add up to no more than fits")
    func sizes() {
        var tally = ScanTally(definitionsVersion: "1")
        for _ in 0..<3 { tally.count(scanned: UInt64(Int64.max)) }
        #expect(tally.report.bytesScanned == .max)
        #expect(tally.report.filesScanned == 3)
    }

    @Test("A name that is no text is told by its bytes, and no other is taken for it")
    func names() {
        let path = UserPath("/data").appending(FileName(bytes: [0x61, 0xFF])).appending(FileName("ü"))
        #expect(path.text == "/data/a\\xFF/\\xC3\\xBC")
        #expect(!path.isText)
        #expect(UserPath("/data").appending(FileName("ü")).text == "/data/ü")
        #expect(UserPath("/data").appending(FileName("ü")).isText)
    }

    @Test(
        "A size of clamd's configuration is read",
        arguments: [
            ("200M", 200 << 20), ("5", 5), ("1g", 1 << 30), ("", nil), ("M", nil), ("99999999999999999999G", nil),
        ]
    )
    func clamdSize(_ text: String, _ bytes: UInt64?) {
        #expect(ClamdSize(untrustedText: text)?.bytes == bytes)
    }

    @Test("A report counts everything, and lists no more than the link carries")
    func tally() {
        var tally = ScanTally(definitionsVersion: "1")
        let path = "/" + String(repeating: "a", count: 4000)
        for _ in 0..<1000 { tally.note(unreadable: path, "no") }
        #expect(tally.report.unreadableCount == 1000)
        #expect((1..<100).contains(tally.report.unreadable.count))
    }
}
