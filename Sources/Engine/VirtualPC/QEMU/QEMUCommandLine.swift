/// The arguments that start one of a PC's virtual machines, as a value.
public struct QEMUCommandLine: Sendable, Hashable {
    /// The arguments after the program's name.
    public private(set) var arguments: [String] = []
    /// What the process is given open; the arguments call it by its number.
    private(set) var descriptors: [Descriptor] = []

    mutating func add(_ option: String, _ value: String? = nil) {
        arguments.append(option)
        if let value {
            arguments.append(value)
        }
    }

    /// Adds `-option key=value,…`, with commas in values written twice as QEMU wants them.
    mutating func add(_ option: String, _ head: String, _ fields: KeyValuePairs<String, String>) {
        let written = fields.map { "\($0.key)=\(Self.quoted($0.value))" }
        add(option, ([head] + written).joined(separator: ","))
    }

    static func quoted(_ value: String) -> String {
        value.split(separator: ",", omittingEmptySubsequences: false).joined(separator: ",,")
    }

    /// Has something given to the process open, and returns the number by which the process knows it.
    mutating func pass(_ descriptor: Descriptor) -> String {
        descriptors.append(descriptor)
        return String(Spawn.firstDescriptor + descriptors.count - 1)
    }

    /// What both virtual machines have: an empty board, a complete sandbox and a monitor.
    ///
    /// The process is its own user from the start (``Confinement``), so the sandbox need not let it become one.
    mutating func addBase(
        name: String,
        board: String = "q35",
        accelerator: Accelerator,
        size: MachineSize,
        qmp: String
    ) {
        add("-name", Self.quoted(name))
        add("-nodefaults")
        add("-no-user-config")
        add("-machine", board)
        add("-accel", accelerator == .kvm ? "kvm" : "tcg,thread=multi")
        add("-cpu", accelerator == .kvm ? "host" : size.emulatedCPU)
        add("-m", String(size.memoryMiB))
        add("-smp", String(size.cores))
        add("-rtc", "base=utc")
        addSandbox()
        addMonitor(qmp)
        add("-device", "virtio-rng-pci")
        add("-device", "virtio-serial-pci")
    }

    /// No system calls but those that a machine needs; no way to another user, program or priority.
    mutating func addSandbox() {
        add("-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny")
    }

    /// Where the engine tells QEMU what to do.
    mutating func addMonitor(_ path: String) {
        addSocket(id: "monitor", path: path)
        add("-mon", "chardev=monitor,mode=control")
    }

    /// A character device that a listening unix socket stands for.
    mutating func addSocket(id: String, path: String, log: String? = nil) {
        let number = pass(.listener(path))
        let logging = log.map { ",logfile=" + Self.quoted($0) } ?? ""
        add("-chardev", "socket,id=\(id),fd=\(number),server=on,wait=off\(logging)")
    }

    /// A port of the virtio-serial bus that a unix socket stands for.
    mutating func addPort(id: String, name: String, socket: String) {
        addSocket(id: id + "-socket", path: socket)
        add("-device", "virtserialport", ["id": id, "chardev": id + "-socket", "name": name])
    }

    /// A network adapter on a tap that is there already.
    ///
    /// `options` follow the device's name, such as a place in the boot order or no boot ROM.
    mutating func addAdapter(id: String, tap: String, mac: String, options: String) {
        add("-netdev", "tap", ["id": id + "-tap", "fd": pass(.tap(tap))])
        add("-device", "virtio-net-pci" + options, ["id": id, "netdev": id + "-tap", "mac": mac])
    }

    /// A disk with a serial number by which the guest knows it.
    mutating func addDisk(
        node: String,
        format: DiskFormat,
        path: String,
        access: DiskAccess,
        serial: String,
        options: String = ""
    ) {
        let file = node + "-file"
        let readOnly = access == .readOnly ? "on" : "off"
        let locking = access == .shared ? "off" : "auto"
        add(
            "-blockdev",
            "driver=file",
            ["node-name": file, "filename": path, "read-only": readOnly, "locking": locking]
        )
        add("-blockdev", "driver=\(format.rawValue)", ["node-name": node, "file": file, "read-only": readOnly])
        add("-device", "virtio-blk-pci" + options, ["id": node + "-disk", "drive": node, "serial": serial])
    }

    /// Empty slots for disks that come while the machine runs.
    mutating func addSpareSlots(_ count: Int) {
        for index in 0..<count {
            let number = String(index + 1)
            add("-device", "pcie-root-port", ["id": Self.spareSlot(index), "chassis": number, "slot": number])
        }
    }

    /// The name of an empty slot.
    static func spareSlot(_ index: Int) -> String { "spare\(index)" }
}

/// How large a virtual machine is.
struct MachineSize: Sendable, Hashable {
    var memoryMiB: Int
    var cores: Int
    /// The processor model where it is emulated.
    var emulatedCPU: String
}

/// How an image file is laid out.
enum DiskFormat: String, Sendable, Hashable {
    case raw
    case qcow2
}

/// Who else may use an image file.
enum DiskAccess: Sendable, Hashable {
    case exclusive
    case readOnly
    /// Another QEMU reads what this one writes.
    case shared
}
