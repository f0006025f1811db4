import ConsoleAPI
import Crypto
public import Fleet
public import Foundation

/// The `content` directory: `definitions/` and `rules/`, each with the newest file of its kind.
///
/// `edition.json` beside the file gives its version and date; without it, the file's name and its time of change do.
public struct ContentDirectory: ContentCatalog {
    /// What `edition.json` says.
    private struct Edition: Codable {
        var version: String
        var date: Date
        /// Which file it is about; when it is absent, the last by name.
        var file: String?
    }

    /// The directory.
    public let directory: URL
    private let url: String

    /// The catalog of a directory that is served at a URL.
    public init(directory: URL, url untrustedURL: String) {
        self.directory = directory
        url = untrustedURL.hasSuffix("/") ? String(untrustedURL.dropLast()) : untrustedURL
    }

    /// Makes the directory and its parts.
    public func prepare() throws {
        for part in ["definitions", "rules"] {
            try FileManager.default.createDirectory(
                at: directory.appending(path: part),
                withIntermediateDirectories: true
            )
        }
    }

    public func newestDefinitions() async throws(FleetError) -> Content { try newest("definitions") }

    public func newestRules() async throws(FleetError) -> Content { try newest("rules") }

    private func newest(_ part: String) throws(FleetError) -> Content {
        let folder = directory.appending(path: part)
        let edition = (try? Data(contentsOf: folder.appending(path: "edition.json"))).flatMap {
            try? ConsoleJSON.decode(Edition.self, from: $0)
        }
        guard let name = edition?.file ?? Self.files(in: folder).last else {
            throw .unknown("the console has no \(part) to offer: put a file into \(folder.path)")
        }
        let file = folder.appending(path: name)
        guard let bytes = try? Data(contentsOf: file, options: .mappedIfSafe) else {
            throw .unknown("\(file.path) cannot be read")
        }
        return Content(
            url: "\(url)/\(part)/\(CallPath.encode(name))",
            sha256: Secret.hex(Array(SHA256.hash(data: bytes))),
            version: edition?.version ?? file.deletingPathExtension().lastPathComponent,
            date: edition?.date ?? Self.changed(file)
        )
    }

    private static func files(in folder: URL) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !$0.hasPrefix(".") && $0 != "edition.json" }.sorted()
    }

    private static func changed(_ file: URL) -> Date {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
        return attributes?[.modificationDate] as? Date ?? .distantPast
    }
}
