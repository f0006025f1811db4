public import FoundationEssentials

/// An infected file of which the appliance keeps a copy, so that it can be put back.
public struct KeptFile: Sendable, Codable, Hashable {
    /// Names the copy: the same file with the same content has the same name.
    public var id: String
    /// Where the user OS had it.
    public var path: String
    /// What the scanner calls what is in it.
    public var infection: String
    public var sha256: String
    public var sizeBytes: UInt64
    /// The number of the owning user.
    public var owner: UInt32
    /// The number of the owning group.
    public var group: UInt32
    /// The permission bits.
    public var mode: UInt32
    public var modifiedAt: Date
    public var keptAt: Date

    public init(
        id: String,
        path: String,
        infection: String,
        sha256: String,
        sizeBytes: UInt64,
        owner: UInt32,
        group: UInt32,
        mode: UInt32,
        modifiedAt: Date,
        keptAt: Date
    ) {
        self.id = id
        self.path = path
        self.infection = infection
        self.sha256 = sha256
        self.sizeBytes = sizeBytes
        self.owner = owner
        self.group = group
        self.mode = mode
        self.modifiedAt = modifiedAt
        self.keptAt = keptAt
    }

    /// Whether a text can be the name of a copy: 32 hexadecimal digits.
    public static func isID(_ untrustedText: String) -> Bool {
        untrustedText.utf8.count == 32
            && untrustedText.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
