/// A package file on the payload disk.
public struct PayloadPackage: Sendable, Codable, Hashable {
    public var name: String
    public var version: String
    /// The file name inside the payload's tar.
    public var file: String
    public var sha256: String

    public init(name: String, version: String, file: String, sha256: String) {
        self.name = name
        self.version = version
        self.file = file
        self.sha256 = sha256
    }
}

/// What the appliance has put on the payload disk for the user OS.
public struct PayloadManifest: Sendable, Codable, Hashable {
    public var packages: [PayloadPackage]

    public init(packages: [PayloadPackage]) {
        self.packages = packages
    }
}
