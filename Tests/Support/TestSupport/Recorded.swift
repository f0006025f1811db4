import FoundationEssentials

/// Messages recorded from firmware. They lie beside the repository, where they are at hand at all.
public enum Recorded {
    /// Whether they are there.
    public static let isAvailable = FileManager.default.fileExists(atPath: path("go-wsman-messages"))

    /// The bytes of one.
    public static func bytes(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(filePath: path(name))))
    }

    /// The names of all whose names end so; none when they are not there.
    public static func names(endingIn end: String) -> [String] {
        let all = (try? FileManager.default.subpathsOfDirectory(atPath: path(""))) ?? []
        return all.filter { $0.hasSuffix(end) }.sorted()
    }

    private static func path(_ name: String) -> String {
        let root = #filePath.split(separator: "/").dropLast(5)
        return "/" + (root + ["shared", "recorded"]).joined(separator: "/") + "/" + name
    }
}
