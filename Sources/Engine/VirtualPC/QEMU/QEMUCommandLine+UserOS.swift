public import Inventory
import NFTables

extension QEMUCommandLine {
    /// The virtual machine of the user OS.
    public static func userOS(
        _ configuration: PCConfiguration,
        hardware: HardwareInventory,
        accelerator: Accelerator,
        bootOnce: BootDevice?
    ) -> QEMUCommandLine {
        let run = RunDirectory(path: configuration.runDirectory)
        let user = configuration.userOS
        var line = QEMUCommandLine()
        line.addBase(
            name: configuration.name + "-user",
            accelerator: accelerator,
            size: MachineSize(memoryMiB: user.memoryMiB, cores: user.cores, emulatedCPU: "qemu64"),
            uid: user.uid,
            qmp: run.userQMP
        )
        line.addPort(id: "agent", name: "org.qemu.guest_agent.0", socket: run.userAgent)
        line.addDisk(node: "disk", format: .qcow2, path: user.disk, access: .exclusive, serial: "sekisho-user")
        line.addDrive(medium: user.cdrom)
        line.addAdapter(id: "nic0", tap: configuration.chassis.userTap, mac: user.mac, bootROM: true)
        line.addSpareSlots(2)
        line.addSerialLines(run)
        for option in hardware.smbiosOptions() {
            line.add("-smbios", option)
        }
        line.add("-boot", bootOnce.map { "order=c,once=\($0.letter)" } ?? "order=c")
        return line
    }

    private mutating func addDrive(medium: String) {
        add("-device", "virtio-scsi-pci,id=scsi0")
        add("-blockdev", "driver=file", ["node-name": "cdrom-file", "filename": medium, "read-only": "on"])
        add("-blockdev", "driver=raw,node-name=cdrom,file=cdrom-file,read-only=on")
        add("-device", "scsi-cd,id=cdrom-drive,bus=scsi0.0,drive=cdrom")
    }

    private mutating func addSerialLines(_ run: RunDirectory) {
        add(
            "-chardev",
            "socket",
            ["id": "serial0", "path": run.serial, "server": "on", "wait": "off", "logfile": run.serialLog]
        )
        add("-serial", "chardev:serial0")
        add("-chardev", "file", ["id": "bios", "path": run.biosLog])
        add("-device", "isa-debugcon,iobase=0x402,chardev=bios")
    }
}

extension BootDevice {
    /// The letter by which QEMU's `-boot` calls the device.
    var letter: String {
        switch self {
        case .disk: "c"
        case .cd: "d"
        case .network: "n"
        }
    }
}
