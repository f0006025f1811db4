import ApplianceLink
import FoundationEssentials
import Glibc
import Inventory
import NIOPosix
import Testing

@testable import Appliance

/// A disk of partitions on a loop device, and everything that a scan of it needs: the real clamd, and definitions.
final class ScanBench: Sendable {
    static let isPossible =
        geteuid() == 0
        && programs.allSatisfy { access($0, X_OK) == 0 }
    private static let programs: [String] = [
        "/usr/sbin/clamd", "/usr/bin/clamscan", "/usr/sbin/losetup", "/usr/sbin/sfdisk", "/usr/sbin/mkfs.ext4",
        "/bin/busybox",
    ]

    /// Files that hold this are what the definitions call a test.
    static let marker = "SEKISHO-SCAN-TEST-MARKER-7f3a91"
    /// And this is for the rule of YARA.
    static let ruleMarker = "sekisho-yara-test-b81c"
    static let signatures = "Sekisho.Test:0:*:\(FileDigest.hex(marker.utf8))\n"
    static let rules = "rule Sekisho_Rule { strings: $a = \"\(ruleMarker)\" condition: $a }\n"

    let folder: String
    let layout: Layout
    /// The loop devices, which this kernel need not be able to part: partitions, and the disk that they are on.
    let devices: [String]
    private let threads: NIOThreadPool

    /// Makes the disk by a script that prints the devices in its last line.
    init(_ makeDisk: String = ScanBench.makeDisk) throws {
        folder = "/tmp/scan-tests-\(UUID().uuidString)"
        var layout = Layout()
        layout.data = folder + "/data"
        layout.run = folder + "/run"
        layout.configuration = folder + "/etc"
        self.layout = layout
        try Self.shell("mkdir -p \"$0\"/data/definitions \"$0\"/run \"$0\"/etc", folder)
        try Files.replace(folder + "/etc/clamd.conf", with: Self.configuration(in: folder).utf8)
        devices = try Self.shell(makeDisk, folder, Self.marker, Self.ruleMarker).split(separator: " ").map(
            String.init
        )
        threads = NIOThreadPool(numberOfThreads: 4)
        threads.start()
        try adopt("1", [("sekisho.ndb", Self.signatures), ("sekisho.yar", Self.rules)])
    }

    deinit {
        threads.shutdownGracefully { _ in }
        _ = try? Self.shell("losetup -d $1; rm -rf \"$0\"", folder, devices.joined(separator: " "))
    }

    /// Gives the scanner other definitions.
    func adopt(_ version: String, _ files: [(name: String, text: String)]) throws {
        let store = EditionStore(folder: layout.definitions)
        let draft = try store.draft()
        for file in files { try Files.replace("\(draft)/\(file.name)", with: file.text.utf8) }
        try store.adopt(.init(version: version, date: Date(timeIntervalSince1970: 1_000_000)))
    }

    /// Scans the disk.
    func scan(
        _ order: ScanOrder = ScanOrder(),
        unless control: Abandonment = Abandonment(),
        progress: @escaping @Sendable (Int, String) -> Void = { _, _ in }
    ) async throws -> ScanReport {
        try await Scanner(layout: layout, threads: threads, states: ServiceStates())
            .scan(volumes, order, unless: control, progress: progress)
    }

    private var volumes: [BlockDevices.Volume] {
        devices.enumerated().map { BlockDevices.Volume(path: $1, partition: $0 < devices.count - 1 ? $0 + 1 : nil) }
    }

    /// Does something to the files of the first partition, as the user OS would.
    func change(_ script: String) throws {
        try Self.shell(
            "mkdir -p \"$0/w\" && mount \"$1\" \"$0/w\" && cd \"$0/w\" && (\(script)); cd /; umount \"$0/w\"",
            folder,
            devices[0]
        )
    }

    /// Does something to the first partition itself, which is `$1`, as somebody does who writes file systems by hand.
    func spoil(_ script: String) throws { try Self.shell(script, folder, devices[0]) }

    @discardableResult
    private static func shell(_ script: String, _ arguments: String...) throws -> String {
        let outcome = try Command("/bin/sh", ["-ec", script] + arguments).runHere()
        try #require(outcome.succeeded, "\(outcome.output)")
        return outcome.output.split(separator: "\n").last.map(String.init) ?? ""
    }

    /// Partition 1 the root, 2 the boot partition, 3 encrypted, 4 of no known kind, 5 for swapping.
    static let makeDisk = """
        cd "$0"; mkdir -p tree/etc tree/home
        printf 'UUID=1b4e28ba-2fa1-11d2-883f-0016d3cca427 / ext4 defaults 0 1\\nUUID=2b4e28ba-2fa1-11d2-883f-0016d3cca427 /boot ext4 x 0 1\\n' >tree/etc/fstab
        for number in $(seq 50); do head -c 20000 /dev/urandom >tree/home/$number; done
        (head -c 5000 /dev/urandom; echo "$1"; head -c 5000 /dev/urandom) >tree/home/infected
        chown 1000:1001 tree/home/infected; chmod 4711 tree/home/infected
        echo "a text with $2 in it" >tree/home/ruled
        head -c 3000000 /dev/urandom >tree/home/long
        for size in 64 34 4 4 4 1; do
            number=$((number + 1)); truncate -s "${size}M" "disk$number"
            devices="$devices $(losetup -f --show "disk$number")"
        done
        set -- "$1" $devices
        mkfs.ext4 -q -U 1b4e28ba-2fa1-11d2-883f-0016d3cca427 -d tree "$2"
        mkdir v; echo "$1" >v/loader
        mkfs.ext4 -q -U 2b4e28ba-2fa1-11d2-883f-0016d3cca427 -d v "$3"
        (printf 'LUKS\\272\\276'; head -c 100000 /dev/urandom) >"$4"
        head -c 100000 /dev/urandom >"$5"
        mkswap "$6" >/dev/null
        printf 'label: gpt\\n' | sfdisk -q "$7" >/dev/null
        sync
        echo $devices
        """

    private static func configuration(in folder: String) -> String {
        """
        LocalSocket \(folder)/run/clamd.sock
        FixStaleSocket yes
        PidFile \(folder)/run/clamd.pid
        Foreground yes
        DatabaseDirectory \(folder)/data/definitions/current
        TemporaryDirectory \(folder)/data/scratch
        LogSyslog no
        ConcurrentDatabaseReload no
        AlertExceedsMax yes
        MaxFileSize 2M
        MaxScanSize 4M
        User root
        """
    }
}
