import NFTables

extension QEMUCommandLine {
    /// The virtual machine of the appliance; nobody at the PC has a console to it, its kernel's words go to a file.
    public static func appliance(_ configuration: PCConfiguration, accelerator: Accelerator) -> QEMUCommandLine {
        let run = RunDirectory(path: configuration.runDirectory)
        let appliance = configuration.appliance
        var line = QEMUCommandLine()
        line.addBase(
            name: configuration.name + "-appliance",
            accelerator: accelerator,
            size: MachineSize(memoryMiB: appliance.memoryMiB, cores: appliance.cores, emulatedCPU: "max"),
            qmp: run.applianceQMP
        )
        line.add("-display", "none")
        line.add("-no-reboot")
        // Firmware that only starts a kernel: it looks for no disks and has no screen.
        line.add("-bios", "qboot.rom")
        line.add("-kernel", appliance.kernel)
        line.add("-initrd", appliance.initrd)
        let adapters = "sekisho.inside=\(appliance.insideMAC) sekisho.outside=\(appliance.outsideMAC)"
        let kernel = "root=serial:sekisho-root ro console=ttyS0 quiet panic=-1 unknown_nmi_panic cryptomgr.notests"
        line.add("-append", "\(kernel) \(adapters)")
        line.addPort(id: "link", name: "org.sekisho.link", socket: run.link)
        line.addDisk(node: "root", format: .raw, path: appliance.disk, access: .readOnly, serial: "sekisho-root")
        line.addDisk(node: "data", format: .qcow2, path: appliance.data, access: .exclusive, serial: "sekisho-data")
        line.addDisk(node: "payload", format: .raw, path: appliance.payload, access: .shared, serial: "sekisho-payload")
        line.addAdapter(id: "inside", tap: configuration.chassis.inTap, mac: appliance.insideMAC, options: ",romfile=")
        line.addOutside(configuration)
        line.addSpareSlots(2)
        line.add("-chardev", "file", ["id": "console", "path": run.consoleLog])
        line.add("-serial", "chardev:console")
        return line
    }
    /// The appliance's way to the LAN: the chassis's tap, or an adapter of the host.
    private mutating func addOutside(_ configuration: PCConfiguration) {
        if let uplink = configuration.appliance.uplink {
            return addPCI(uplink, id: "outside", slot: Self.firstPassedSlot)
        }
        addAdapter(
            id: "outside",
            tap: configuration.chassis.outTap,
            mac: configuration.appliance.outsideMAC,
            options: ",romfile="
        )
    }
}
