import ApplianceLink
import Glibc
import Inventory
import Testing

@testable import Appliance

/// Partition 1 is NTFS, 2 FAT, 3 exFAT, 4 BitLocker's, 5 a part of LVM; the first two and LVM's volume hold an infected file.
private let makeForeignDisk = """
    cd "$0"; mkdir tree; echo "$1" >tree/evil.exe
    for size in 16 16 16 4 48 1; do
        number=$((number + 1)); truncate -s "${size}M" "disk$number"
    done
    mkntfs -q -F -f disk1
    ntfscp -q disk1 tree/evil.exe evil.exe
    mkfs.vfat disk2 >/dev/null
    mcopy -i disk2 tree/evil.exe ::evil.exe
    mkfs.exfat disk3 >/dev/null
    printf '\\353\\130\\220-FVE-FS-' | dd of=disk4 conv=notrunc status=none
    printf 'label: gpt\\n' | sfdisk -q disk6 >/dev/null
    for number in $(seq 6); do devices="$devices $(losetup -f --show "disk$number")"; done
    set -- $devices
    export LVM_SUPPRESS_FD_WARNINGS=1
    lvm="--driverloaded n -q -q --config devices{filter=[\\"a|^$5\\$|\\",\\"r|.*|\\"]use_devicesfile=0}"
    group=pc-$(basename "$0" | tail -c 9)
    pvcreate $lvm "$5" 2>/dev/null
    vgcreate $lvm "$group" "$5" 2>/dev/null
    lvcreate $lvm -an -Zn -Wn -L 16M -n data "$group" 2>/dev/null
    mke2fs -q -t ext4 -d tree system 16M 2>/dev/null
    dd if=system of="$5" bs=1M seek=1 conv=notrunc status=none
    sync
    echo $devices
    """

private let tools = [
    "/usr/sbin/mkntfs", "/usr/sbin/ntfscp", "/usr/sbin/mkfs.vfat", "/usr/bin/mcopy", "/usr/sbin/mkfs.exfat",
    "/usr/sbin/lvm",
    "/usr/bin/ntfs-3g",
]
private let isPossible = ScanBench.isPossible && tools.allSatisfy { access($0, X_OK) == 0 }

@Suite(
    "Volumes of other systems, with real file systems",
    .serialized,
    .enabled(if: isPossible),
    .timeLimit(.minutes(2))
)
struct ForeignVolumeTests {
    private let report: ScanReport

    init() async throws {
        report = try await ScanBench(makeForeignDisk).scan(ScanOrder(isFull: true))
    }

    @Test("Each is scanned, or told as not read with the reason")
    func whole() throws {
        let contents = ["ntfs3", "vfat", "exfat", "encrypted with BitLocker", "a part of LVM's volumes", "partitions"]
        #expect(report.volumes.prefix(6).map(\.content) == contents)
        let logical = try #require(report.volumes.dropFirst(6).first)
        #expect(report.volumes.count == 7)
        #expect(logical.device.hasPrefix("volume pc-") && logical.device.hasSuffix("/data"))
        #expect(report.volumes[3].trouble == "encrypted with BitLocker")
        for volume in report.volumes where volume.trouble != nil {
            #expect(report.unreadable.contains { $0.contains(volume.device) })
        }
    }

    @Test("Windows' file system is read by the kernel or beside it")
    func windows() {
        #expect(report.volumes[0].trouble == nil)
        #expect(report.infections.contains { $0.path.hasSuffix("/evil.exe") && $0.keptAs != nil })
    }

    @Test(
        "FAT, exFAT and LVM are read where the kernel can, and otherwise its words are in the report",
        arguments: [1, 2, 6]
    )
    func byKernel(_ index: Int) throws {
        let volume = report.volumes[index]
        if let trouble = volume.trouble {
            #expect(
                trouble.hasPrefix(
                    index == 6 ? "LVM does not open it: " : "the appliance cannot mount \(volume.content): "
                )
            )
        } else if index != 2 {
            #expect(
                report.infections.contains {
                    $0.path == volume.mountPoint + "/evil.exe" || $0.path.hasPrefix(volume.device)
                }
            )
        }
    }
}
