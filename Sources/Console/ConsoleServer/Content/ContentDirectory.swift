import ConsoleAPI
import Crypto
public import Fleet
public import Foundation
import Inventory

/// The `content` directory: `definitions/`, `rules/`, `lists/` and `policy/`, each with the newest file of its kind.
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
    private let publisher: Publisher?

    /// The catalog of a directory that is served at a URL; without a publisher, nothing is signed.
    public init(directory: URL, url untrustedURL: String, publisher: Publisher? = nil) {
        self.directory = directory
        self.publisher = publisher
        url = untrustedURL.hasSuffix("/") ? String(untrustedURL.dropLast()) : untrustedURL
    }

    /// Makes the directory and its parts.
    public func prepare() throws {
        for part in ContentKind.allCases {
            try FileManager.default.createDirectory(
                at: directory.appending(path: part.rawValue),
                withIntermediateDirectories: true
            )
        }
    }

    public func newestDefinitions() async throws(FleetError) -> Content { try newest(.definitions) }

    public func newestRules() async throws(FleetError) -> Content { try newest(.rules) }

    public func newestLists() async throws(FleetError) -> Content { try newest(.lists) }

    public func newestPolicy() async throws(FleetError) -> Content { try newest(.policy) }

    public func policyText() async throws(FleetError) -> String {
        let bytes = try? Data(contentsOf: directory.appending(path: "policy/\(Self.policyFile)"))
        return bytes.map { String(decoding: $0, as: UTF8.self) } ?? GuardPolicy.standardText
    }

    public func keep(policyText: String) async throws(FleetError) {
        do {
            _ = try GuardPolicy(untrustedText: policyText)
        } catch {
            throw .refused("the policy has a mistake in \(error)")
        }
        let bytes = Data(policyText.utf8)
        let version = Secret.hex(Array(SHA256.hash(data: bytes).prefix(6)))
        let folder = directory.appending(path: "policy")
        do {
            let edition = Edition(version: version, date: Date(), file: Self.policyFile)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try bytes.write(to: folder.appending(path: Self.policyFile), options: .atomic)
            try ConsoleJSON.encode(edition).write(to: folder.appending(path: "edition.json"), options: .atomic)
        } catch {
            throw .refused("the policy cannot be kept: \(error)")
        }
    }

    private static let policyFile = "sekisho.policy"

    private func newest(_ kind: ContentKind) throws(FleetError) -> Content {
        let part = kind.rawValue
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
        var content = Content(
            url: "\(url)/\(part)/\(CallPath.encode(name))",
            sha256: Secret.hex(Array(SHA256.hash(data: bytes))),
            version: edition?.version ?? file.deletingPathExtension().lastPathComponent,
            date: edition?.date ?? Self.changed(file)
        )
        content.signature = try? publisher?.sign(
            kind,
            sha256: content.sha256,
            version: content.version,
            date: content.date
        )
        return content
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
