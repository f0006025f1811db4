public import Inventory
import NFTables

extension QEMUCommandLine {
    /// The virtual machine of the user OS.
    public static func userOS(
        _ configuration: PCConfiguration,
        hardware: HardwareInventory,
        accelerator: Accelerator,
        boot: BootOptions
    ) -> QEMUCommandLine {
        let run = RunDirectory(path: configuration.runDirectory)
        let user = configuration.userOS
        var line = QEMUCommandLine()
        line.addBase(
            name: configuration.name + "-user",
            board: user.firmware.board,
            accelerator: accelerator,
            size: MachineSize(memoryMiB: user.memoryMiB, cores: user.cores, emulatedCPU: "qemu64"),
            qmp: run.userQMP
        )
        line.addDisplay(user.display, run)
        line.addFirmware(configuration)
        if user.tpm { line.addTPM() }
        line.addPort(id: "agent", name: "org.qemu.guest_agent.0", socket: run.userAgent)
        line.addPort(id: "mei", name: "org.sekisho.mei", socket: run.userMEI)
        line.addPort(id: "pthi", name: "org.sekisho.pthi", socket: run.userPTHI)
        line.addDisk(
            node: "disk",
            format: .qcow2,
            path: user.disk,
            access: .exclusive,
            serial: "sekisho-user",
            options: ",bootindex=1"
        )
        if let data = user.data {
            line.addDisk(
                node: "data",
                format: .qcow2,
                path: data.path,
                access: .exclusive,
                serial: "sekisho-user-data"
            )
        }
        line.addDrive(medium: user.cdrom, options: boot.source == .cd ? ",bootindex=0" : "")
        line.addAdapter(
            id: "nic0",
            tap: configuration.chassis.userTap,
            mac: user.mac,
            options: user.firmware.adapterOptions + (boot.source == .network ? ",bootindex=0" : "")
        )
        line.addSpareSlots(2)
        line.addUSB(user.usb)
        for (place, address) in user.pci.enumerated() {
            line.addPCI(address, id: "pci\(place)", slot: firstPassedSlot + place)
        }
        line.addSerialLines(run)
        line.addPanicLine()
        for option in hardware.smbiosOptions() {
            line.add("-smbios", option)
        }
        // Strict: a PC whose disk does not start must not fall through to the installation medium by itself.
        line.add("-boot", boot.pauses ? "strict=on,menu=on,splash-time=60000" : "strict=on")
        return line
    }

    private mutating func addDrive(medium: String, options: String) {
        add("-device", "virtio-scsi-pci,id=scsi0")
        add("-blockdev", "driver=file", ["node-name": "cdrom-file", "filename": medium, "read-only": "on"])
        add("-blockdev", "driver=raw,node-name=cdrom,file=cdrom-file,read-only=on")
        add("-device", "scsi-cd\(options),id=cdrom-drive,bus=scsi0.0,drive=cdrom")
    }

    /// By which a kernel that dies can say so. The machine goes on as on any board: the reset button brings it back.
    private mutating func addPanicLine() {
        add("-device", "pvpanic-pci")
        add("-action", "panic=none")
    }

    private mutating func addSerialLines(_ run: RunDirectory) {
        addSocket(id: "serial0", path: run.serial, log: run.serialLog)
        add("-serial", "chardev:serial0")
        add("-chardev", "file", ["id": "bios", "path": run.biosLog])
        add("-device", "isa-debugcon,iobase=0x402,chardev=bios")
    }
}

extension BootDevice {
    /// The device that comes before the disk for one start; nil for the disk itself.
    var firstDevice: String? {
        switch self {
        case .disk, .https: nil
        case .cd: "cdrom-drive"
        case .network: "nic0"
        }
    }
}
