public import NFTables

/// What a PC is built from: the files, wires and sizes of its two virtual machines.
public struct PCConfiguration: Sendable, Codable, Hashable {
    public var name: String
    /// The platform GUID, in the 8-4-4-4-12 form.
    public var uuid: String
    /// Where the PC keeps what must outlive the host's restart.
    public var stateDirectory: String
    /// Where the PC keeps sockets, process numbers and logs.
    public var runDirectory: String
    public var chassis: Chassis
    public var userOS: UserOSConfiguration
    public var appliance: ApplianceConfiguration
    /// QEMU's program.
    public var qemu: String = "/usr/bin/qemu-system-x86_64"
    /// How long the user OS may take until its agent answers.
    public var bootSeconds: Int = 150
    /// The user and group that the engine runs as.
    public var engineUID: UInt32 = 64_000
    /// Whom the person at the PC is to call when it is cut off, unless the console says so.
    public var contact = "your administrator / 管理者"
    /// The engine's own adapter in the chassis, of which consoles may set the addresses; nil when only the host may.
    public var managementDevice: String?
    /// Where the person at the PC is shown its screens; nil when nothing of the host's shows them.
    public var desktop: Desktop?
    /// The font of notices, in GRUB's format; without it they are in English only.
    public var noticeFont = "/usr/share/grub/unicode.pf2"

    /// Creates a configuration from its parts.
    public init(
        name: String,
        uuid: String,
        stateDirectory: String,
        runDirectory: String,
        chassis: Chassis,
        userOS: UserOSConfiguration,
        appliance: ApplianceConfiguration
    ) {
        self.name = name
        self.uuid = uuid
        self.stateDirectory = stateDirectory
        self.runDirectory = runDirectory
        self.chassis = chassis
        self.userOS = userOS
        self.appliance = appliance
    }

    /// Reads a configuration; `qemu`, `bootSeconds`, `engineUID`, `contact`, `managementDevice`, `desktop` and `noticeFont` may be absent.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try object.decode(String.self, forKey: .name),
            uuid: try object.decode(String.self, forKey: .uuid),
            stateDirectory: try object.decode(String.self, forKey: .stateDirectory),
            runDirectory: try object.decode(String.self, forKey: .runDirectory),
            chassis: try object.decode(Chassis.self, forKey: .chassis),
            userOS: try object.decode(UserOSConfiguration.self, forKey: .userOS),
            appliance: try object.decode(ApplianceConfiguration.self, forKey: .appliance)
        )
        qemu = try object.decodeIfPresent(String.self, forKey: .qemu) ?? qemu
        bootSeconds = try object.decodeIfPresent(Int.self, forKey: .bootSeconds) ?? bootSeconds
        engineUID = try object.decodeIfPresent(UInt32.self, forKey: .engineUID) ?? engineUID
        contact = try object.decodeIfPresent(String.self, forKey: .contact) ?? contact
        managementDevice = try object.decodeIfPresent(String.self, forKey: .managementDevice)
        desktop = try object.decodeIfPresent(Desktop.self, forKey: .desktop)
        noticeFont = try object.decodeIfPresent(String.self, forKey: .noticeFont) ?? noticeFont
    }
}

/// The virtual machine of the user OS.
public struct UserOSConfiguration: Sendable, Codable, Hashable {
    /// A qcow2 image.
    public var disk: String
    /// The installation medium that always sits in the drive.
    public var cdrom: String
    public var memoryMiB: Int
    public var cores: Int
    public var mac: String
    /// The user and group that its QEMU runs as.
    public var uid: UInt32
    /// What starts the user OS.
    public var firmware = Firmware.bios
    /// Whether the board has a TPM 2.0.
    public var tpm = false
    /// Who draws the screen.
    public var display = Display()
    /// USB devices of the host that the user OS is given whole.
    public var usb: [USBDevice] = []
    /// PCI devices of the host, such as its GPU, that the user OS is given whole; never one that leads to a network.
    public var pci: [PCIAddress] = []
    /// A qcow2 image that the disk is an empty layer over after a reset; nil when the disk cannot be reset.
    public var golden: String?
    /// A second disk, for what outlives a reset; nil for none.
    public var data: DataDisk?

    /// Creates a configuration from its parts.
    public init(disk: String, cdrom: String, memoryMiB: Int, cores: Int, mac: String, uid: UInt32) {
        self.disk = disk
        self.cdrom = cdrom
        self.memoryMiB = memoryMiB
        self.cores = cores
        self.mac = mac
        self.uid = uid
    }

    /// Reads a configuration; `firmware`, `tpm`, `display`, `usb` and `pci` may be absent.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            disk: try object.decode(String.self, forKey: .disk),
            cdrom: try object.decode(String.self, forKey: .cdrom),
            memoryMiB: try object.decode(Int.self, forKey: .memoryMiB),
            cores: try object.decode(Int.self, forKey: .cores),
            mac: try object.decode(String.self, forKey: .mac),
            uid: try object.decode(UInt32.self, forKey: .uid)
        )
        firmware = try object.decodeIfPresent(Firmware.self, forKey: .firmware) ?? firmware
        tpm = try object.decodeIfPresent(Bool.self, forKey: .tpm) ?? tpm
        display = try object.decodeIfPresent(Display.self, forKey: .display) ?? display
        usb = try object.decodeIfPresent([USBDevice].self, forKey: .usb) ?? usb
        pci = try object.decodeIfPresent([PCIAddress].self, forKey: .pci) ?? pci
        golden = try object.decodeIfPresent(String.self, forKey: .golden)
        data = try object.decodeIfPresent(DataDisk.self, forKey: .data)
    }
}

/// A disk of the user OS for the data of its user.
public struct DataDisk: Sendable, Codable, Hashable {
    /// A qcow2 image; made when it is not there.
    public var path: String
    /// How large it is made.
    public var sizeMiB: Int

    /// Creates a disk from its parts.
    public init(path: String, sizeMiB: Int) {
        self.path = path
        self.sizeMiB = sizeMiB
    }
}

/// The virtual machine of the appliance.
public struct ApplianceConfiguration: Sendable, Codable, Hashable {
    public var kernel: String
    public var initrd: String
    /// The raw image of the read-only root file system.
    public var disk: String
    /// The qcow2 image of what the appliance keeps.
    public var data: String
    /// The raw image that carries payloads to the user OS.
    public var payload: String
    public var memoryMiB: Int
    public var cores: Int
    public var insideMAC: String
    public var outsideMAC: String
    /// The user and group that its QEMU runs as.
    public var uid: UInt32
    /// A network adapter of the host that the appliance is given whole, as the way to the LAN; its address is then
    /// ``outsideMAC``.
    public var uplink: PCIAddress?

    /// Creates a configuration from its parts.
    public init(
        kernel: String,
        initrd: String,
        disk: String,
        data: String,
        payload: String,
        memoryMiB: Int,
        cores: Int,
        insideMAC: String,
        outsideMAC: String,
        uid: UInt32
    ) {
        self.kernel = kernel
        self.initrd = initrd
        self.disk = disk
        self.data = data
        self.payload = payload
        self.memoryMiB = memoryMiB
        self.cores = cores
        self.insideMAC = insideMAC
        self.outsideMAC = outsideMAC
        self.uid = uid
    }
}
