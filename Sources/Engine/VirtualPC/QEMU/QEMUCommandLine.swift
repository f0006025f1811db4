/// The arguments that start one of a PC's virtual machines, as a value.
public struct QEMUCommandLine: Sendable, Hashable {
    /// The arguments after the program's name.
    public private(set) var arguments: [String] = []

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

    /// What both virtual machines have: an empty board, a sandbox, a user of its own and a monitor.
    mutating func addBase(
        name: String,
        board: String = "q35",
        accelerator: Accelerator,
        size: MachineSize,
        uid: UInt32,
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
        add("-display", "none")
        add("-rtc", "base=utc")
        add("-sandbox", "on,obsolete=deny,elevateprivileges=allow,spawn=deny,resourcecontrol=deny")
        add("-runas", "\(uid):\(uid)")
        add("-qmp", "unix:\(Self.quoted(qmp)),server=on,wait=off")
        add("-device", "virtio-rng-pci")
        add("-device", "virtio-serial-pci")
    }

    /// A port of the virtio-serial bus that a unix socket stands for.
    mutating func addPort(id: String, name: String, socket: String) {
        add("-chardev", "socket", ["id": id + "-socket", "path": socket, "server": "on", "wait": "off"])
        add("-device", "virtserialport", ["id": id, "chardev": id + "-socket", "name": name])
    }

    /// A network adapter on a tap that is there already.
    ///
    /// `options` follow the device's name, such as a place in the boot order or no boot ROM.
    mutating func addAdapter(id: String, tap: String, mac: String, options: String) {
        add("-netdev", "tap", ["id": id + "-tap", "ifname": tap, "script": "no", "downscript": "no"])
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
