import Foundation
import Glibc
import Inventory
import Logging
import NFTables
import PacketPolicy
import Testing

@testable import VirtualPC

/// A directory with everything that a PC needs, and QEMU without wires and with firmware alone for an appliance.
struct Workbench: Sendable {
    static let isPossible =
        geteuid() == 0
        && ["/usr/bin/qemu-system-x86_64", "/usr/bin/qemu-img"].allSatisfy(FileManager.default.isExecutableFile)
    static let hasUEFI = Firmware.uefi.files.allSatisfy(FileManager.default.fileExists)
    static let isLong = ProcessInfo.processInfo.environment["SEKISHO_LONG"] == "1"

    /// The demo's user OS, where it has been made.
    static let userOS: String? = {
        let directory = ProcessInfo.processInfo.environment["IMAGES"] ?? "/var/cache/sekisho/images"
        return FileManager.default.fileExists(atPath: directory + "/user.qcow2") ? directory + "/user.qcow2" : nil
    }()

    let directory: String
    let files: RunDirectory
    let configuration: PCConfiguration
    private let lan: BootLAN?

    /// Makes the directory; the user OS is a copy of the disk, or the boot sector.
    ///
    /// - Parameter lan: what its adapter is plugged into; nothing unless given.
    init(
        disk: String? = nil,
        firmware: Firmware = .bios,
        tpm: Bool = false,
        isGolden: Bool = false,
        lan: BootLAN? = nil
    ) throws {
        self.lan = lan
        directory = FileManager.default.temporaryDirectory.path() + "sekisho-" + UUID().uuidString
        files = RunDirectory(path: directory + "/run")
        var configuration = try Self.configuration(in: directory)
        configuration.userOS.firmware = firmware
        configuration.userOS.tpm = tpm
        if isGolden {
            configuration.userOS.golden = directory + "/golden.qcow2"
            configuration.userOS.data = DataDisk(path: directory + "/user-data.qcow2", sizeMiB: 4)
        }
        self.configuration = configuration
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        for name in ["cdrom.iso", "root.img", "payload.img"] {
            try Data(count: 1 << 20).write(to: URL(filePath: directory + "/" + name))
        }
        try Data(Self.wrapper(unplugging: lan == nil ? "*" : "[io]*").utf8).write(to: URL(filePath: configuration.qemu))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: configuration.qemu)
        try makeImages(disk)
    }

    private func makeImages(_ disk: String?) throws {
        try image("create", "-f", "qcow2", configuration.appliance.data, "1M")
        if let disk {
            return try image("create", "-f", "qcow2", "-b", disk, "-F", "qcow2", configuration.userOS.disk)
        }
        let sector = directory + "/sector.img"
        try (Data(BootSector.bytes) + Data(count: 1 << 20)).write(to: URL(filePath: sector))
        // Over a golden image there is no disk yet: the chassis makes it.
        try image(
            "convert",
            "-f",
            "raw",
            "-O",
            "qcow2",
            sector,
            configuration.userOS.golden ?? configuration.userOS.disk
        )
    }

    /// Overwrites the first sector of the user OS's disk, or of its data disk, while the user OS is off.
    func spoil(data: Bool = false) throws {
        let disk = data ? configuration.userOS.data?.path ?? "" : configuration.userOS.disk
        try run("/usr/bin/qemu-io", ["-c", "write -P 0x5A 0 512", disk])
    }

    /// Whether the first sector of a disk is what ``spoil(data:)`` wrote.
    func isSpoilt(data: Bool = false) -> Bool {
        let disk = data ? configuration.userOS.data?.path ?? "" : configuration.userOS.disk
        return (try? run("/usr/bin/qemu-io", ["-r", "-c", "read -P 0x5A 0 512", disk])) != nil
    }

    private func image(_ arguments: String...) throws { try run("/usr/bin/qemu-img", arguments) }

    private func run(_ path: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        // qemu-io says so, and succeeds all the same.
        guard process.terminationStatus == 0, !text.contains("Pattern verification failed") else {
            throw PCError.failed(text)
        }
    }

    /// Runs an engine's PC over the machines that are there, and drops it without ending them.
    func withPC(_ body: @escaping @Sendable (QEMUPC) async throws -> Void) async throws {
        let hardware = hardware
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let pc = QEMUPC(
            configuration: configuration,
            hardware: hardware,
            filter: NoFilter(),
            host: LocalHost(
                configuration: configuration,
                hardware: hardware,
                wiring: BenchWires(lan: lan),
                logger: logger
            ),
            logger: logger
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pc.run() }
            group.addTask { try await body(pc) }
            try await group.next()
            group.cancelAll()
        }
        await pc.release()
    }

    /// Waits until the PC says that its power has come to a state.
    func expect(_ state: PowerState, of pc: QEMUPC) async throws { try await expect(.powerChanged(state), of: pc) }

    /// Waits until something happens to the PC.
    func expect(_ wanted: PCEvent, of pc: QEMUPC) async throws {
        for await event in pc.events where event == wanted { return }
        Issue.record("the PC ended without this: \(wanted)")
    }

    /// What the PC is made of.
    var hardware: HardwareInventory { .standard(for: configuration, diskBytes: configuration.userOS.diskBytes) }

    /// The size of the disk that the guest sees.
    var diskBytes: UInt64 { configuration.userOS.diskBytes }

    /// What the guest would read from its disk.
    func diskContents() throws -> Data {
        try image("convert", "-O", "raw", configuration.userOS.disk, directory + "/contents.img")
        return try Data(contentsOf: URL(filePath: directory + "/contents.img"))
    }

    func isRunning(_ pidFile: String) -> Bool {
        guard let text = try? String(contentsOfFile: pidFile, encoding: .utf8).trimmed, let process = pid_t(text) else {
            return false
        }
        return HostProcess(pid: Int(process)).isRunning
    }

    /// Ends what still runs and removes the directory.
    func clear() {
        for machine in MachineName.allCases {
            HostProcess.find(pidFile: files.pid(of: machine), mark: files.mark(of: machine))?.kill()
        }
        try? FileManager.default.removeItem(atPath: directory)
    }

    private static func configuration(in directory: String) throws -> PCConfiguration {
        var configuration = PCConfiguration(
            name: "bench",
            uuid: "6b1de4c4-6d11-4f0b-9f0e-0d6f5a5f0001",
            stateDirectory: directory + "/state",
            runDirectory: directory + "/run",
            chassis: try Chassis(),
            userOS: UserOSConfiguration(
                disk: directory + "/user.qcow2",
                cdrom: directory + "/cdrom.iso",
                memoryMiB: 384,
                cores: 1,
                mac: "52:54:00:77:00:01",
                uid: 64_001
            ),
            appliance: appliance(in: directory)
        )
        configuration.qemu = directory + "/qemu"
        configuration.engineUID = geteuid()
        return configuration
    }

    private static func appliance(in directory: String) -> ApplianceConfiguration {
        ApplianceConfiguration(
            kernel: directory + "/qemu",
            initrd: directory + "/qemu",
            disk: directory + "/root.img",
            data: directory + "/data.qcow2",
            payload: directory + "/payload.img",
            memoryMiB: 64,
            cores: 1,
            insideMAC: "52:54:00:77:00:02",
            outsideMAC: "52:54:00:77:00:03",
            uid: 64_002
        )
    }

    /// QEMU without taps, kernels and the processor's own acceleration, which not every machine has.
    private static func wrapper(unplugging taps: String) -> String {
        """
        #!/bin/bash
        arguments=()
        while [ $# -gt 0 ]; do
          case "$1 $2" in
            "-accel kvm") exit 1;;
            "-kernel "*|"-initrd "*|"-append "*) shift 2; continue;;
            "-netdev tap,id="\(taps)) id=${2#tap,id=}; arguments+=(-netdev "hubport,hubid=0,id=${id%%,*}"); shift 2; continue;;
          esac
          arguments+=("$1"); shift
        done
        exec /usr/bin/qemu-system-x86_64 "${arguments[@]}"
        """
    }
}

/// A chassis without wires, but for the user OS's where there is a LAN.
private struct BenchWires: Wiring {
    let lan: BootLAN?

    func make(_ names: [String]) {}
    func makeStandIn(_ name: String) {}
    func raise(_ names: [String]) {}

    func open(_ name: String) throws(PCError) -> CInt {
        if let lan, name == "user0" { return try lan.plugIn() }
        return Glibc.open("/dev/null", O_RDWR)
    }
}

/// A wire without a filter.
private struct NoFilter: PacketControl {
    func install() -> Stance? { .open }
    func apply(_ stance: Stance) {}
    func apply(_ defense: SystemDefense) {}
    func report() -> DefenseReport { DefenseReport() }
    func signals() -> DefenseSignals { DefenseSignals() }
    func endEncounter() {}
    func uninstall() {}
}
