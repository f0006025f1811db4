import FoundationEssentials

/// The samples that fuzzers begin with: good inputs, and every input that once did harm.
public enum Corpus {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fuzz/Corpus")

    /// The samples in a folder of the corpus, in the order of their names.
    public static func samples(_ name: String) throws -> [[UInt8]] {
        let folder = folder.appending(path: name)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
            try Array(Data(contentsOf: folder.appending(path: name)))
        }
    }
}
