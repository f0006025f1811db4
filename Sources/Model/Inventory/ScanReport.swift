/// An infected file on the disk of the user OS.
public struct Infection: Sendable, Codable, Hashable {
    public var path: String
    /// What the scanner calls it.
    public var name: String
    public var sha256: String

    public init(path: String, name: String, sha256: String) {
        self.path = path
        self.name = name
        self.sha256 = sha256
    }
}

/// What a virus scan of the user disk saw.
public struct ScanReport: Sendable, Codable, Hashable {
    public var filesScanned: Int
    public var bytesScanned: UInt64
    public var infections: [Infection]
    /// The paths that could not be read, and so were not scanned.
    public var unreadable: [String]
    public var definitionsVersion: String
    public var seconds: Double

    public init(
        filesScanned: Int,
        bytesScanned: UInt64,
        infections: [Infection],
        unreadable: [String],
        definitionsVersion: String,
        seconds: Double
    ) {
        self.filesScanned = filesScanned
        self.bytesScanned = bytesScanned
        self.infections = infections
        self.unreadable = unreadable
        self.definitionsVersion = definitionsVersion
        self.seconds = seconds
    }
}
