/// The PC as a product (SMBIOS type 1, CIM_ComputerSystemPackage, CIM_Chassis).
public struct SystemIdentity: Sendable, Codable, Hashable {
    public var manufacturer: String
    public var product: String
    public var version: String
    public var serial: String
    /// The platform GUID, in the 8-4-4-4-12 form.
    public var uuid: String

    public init(manufacturer: String, product: String, version: String, serial: String, uuid: String) {
        self.manufacturer = manufacturer
        self.product = product
        self.version = version
        self.serial = serial
        self.uuid = uuid
    }
}

/// The firmware of the PC (SMBIOS type 0, CIM_BIOSElement).
public struct BIOSIdentity: Sendable, Codable, Hashable {
    public var vendor: String
    public var version: String
    /// The release date in SMBIOS form, mm/dd/yyyy.
    public var releaseDate: String

    public init(vendor: String, version: String, releaseDate: String) {
        self.vendor = vendor
        self.version = version
        self.releaseDate = releaseDate
    }
}

/// The main board (SMBIOS type 2, CIM_Card).
public struct BoardIdentity: Sendable, Codable, Hashable {
    public var manufacturer: String
    public var product: String
    public var version: String
    public var serial: String
    public var assetTag: String

    public init(manufacturer: String, product: String, version: String, serial: String, assetTag: String) {
        self.manufacturer = manufacturer
        self.product = product
        self.version = version
        self.serial = serial
        self.assetTag = assetTag
    }
}

/// The case of the PC (SMBIOS type 3, CIM_Chassis).
public struct ChassisIdentity: Sendable, Codable, Hashable {
    public var manufacturer: String
    public var version: String
    public var serial: String
    public var assetTag: String

    public init(manufacturer: String, version: String, serial: String, assetTag: String) {
        self.manufacturer = manufacturer
        self.version = version
        self.serial = serial
        self.assetTag = assetTag
    }
}

/// A processor (SMBIOS type 4, CIM_Processor, CIM_Chip).
public struct Processor: Sendable, Codable, Hashable {
    public var manufacturer: String
    /// SMBIOS processor family, as CIM_Processor.Family carries it.
    public var family: Int
    /// The brand string that people know the model by.
    public var model: String
    public var cores: Int
    public var maxSpeedMHz: Int

    public init(manufacturer: String, family: Int, model: String, cores: Int, maxSpeedMHz: Int) {
        self.manufacturer = manufacturer
        self.family = family
        self.model = model
        self.cores = cores
        self.maxSpeedMHz = maxSpeedMHz
    }
}

/// A memory module (SMBIOS type 17, CIM_PhysicalMemory).
public struct MemoryModule: Sendable, Codable, Hashable {
    public var bank: String
    public var manufacturer: String
    public var part: String
    public var serial: String
    public var assetTag: String
    public var sizeBytes: UInt64
    public var speedMHz: Int

    public init(
        bank: String,
        manufacturer: String,
        part: String,
        serial: String,
        assetTag: String,
        sizeBytes: UInt64,
        speedMHz: Int
    ) {
        self.bank = bank
        self.manufacturer = manufacturer
        self.part = part
        self.serial = serial
        self.assetTag = assetTag
        self.sizeBytes = sizeBytes
        self.speedMHz = speedMHz
    }
}

/// A disk or drive of the user OS (CIM_MediaAccessDevice, CIM_PhysicalPackage).
public struct MediaDevice: Sendable, Codable, Hashable {
    /// What sits in the bay.
    public enum Kind: String, Sendable, Codable, Hashable {
        case disk
        case cdrom
    }

    public var kind: Kind
    public var device: String
    public var model: String
    public var serial: String
    public var sizeBytes: UInt64

    public init(kind: Kind, device: String, model: String, serial: String, sizeBytes: UInt64) {
        self.kind = kind
        self.device = device
        self.model = model
        self.serial = serial
        self.sizeBytes = sizeBytes
    }
}

/// A network adapter of the user OS.
public struct NetworkAdapter: Sendable, Codable, Hashable {
    /// The hardware address, six octets separated by colons.
    public var mac: String

    public init(mac: String) {
        self.mac = mac
    }
}
