public import ObjectManager
import AccessControl
import AMTSchema
import FoundationEssentials
public import NVRAM
import XML

/// The files under `/amt-storage/`: consoles keep pages and small programs there, and a browser gets them back.
///
/// A file's path is its name, or vendor, application and name. What is stored may begin with a `metadata` element that
/// says with which headers it is served.
public struct WebStorage: Sendable {
    /// Why a request is refused.
    public enum Refusal: Error, Hashable {
        /// The path or the metadata is not what it must be.
        case malformed
        /// There is no such file.
        case unknown
        /// There is no room.
        case full
    }

    /// Octets of all files together.
    static let capacity = 1 << 20
    /// Files at once.
    static let greatestCount = 32

    let nvram: NVRAM

    /// What is stored, as JSON.
    public func listing(for caller: Caller) async throws -> [UInt8] {
        let content = try await nvram.webFiles().map { file, size in Listing.Entry(file, size: size) }
        let used = content.reduce(0) { $0 + $1.size }
        let listing = Listing(
            information: Listing.Information(version: "1.0", user: caller.user, total: Self.capacity, used: used),
            content: content
        )
        return Array(try JSONEncoder().encode(listing))
    }

    /// A file.
    public func file(at untrustedPath: String) async throws -> WebFile {
        guard let file = try await nvram.webFile(try Self.path(untrustedPath)) else { throw Refusal.unknown }
        return file
    }

    /// Stores what a request carries, or puts it at the end of the file when it is a piece of it.
    public func put(_ untrustedBody: [UInt8], at untrustedPath: String, isPiece: Bool) async throws {
        let path = try Self.path(untrustedPath)
        let (metadata, content) = try StorageMetadata.split(untrustedBody)
        try await nvram.step { nvram in
            let isThere = try Self.checkRoom(for: content.count, at: path, isPiece: isPiece, in: nvram)
            if isPiece {
                guard isThere else { throw Refusal.unknown }
                try nvram.append(content, toWebFile: path)
            } else {
                try nvram.set(WebFile(path: path, headers: metadata.headers, link: metadata.link, body: content))
            }
        }
    }

    /// Removes a file.
    public func delete(_ untrustedPath: String) async throws {
        let path = try Self.path(untrustedPath)
        guard try await nvram.removeWebFile(path) else { throw Refusal.unknown }
    }

    /// - Returns: whether there is such a file.
    private static func checkRoom(
        for count: Int,
        at path: String,
        isPiece: Bool,
        in nvram: isolated NVRAM
    ) throws -> Bool {
        let files = try nvram.webFiles()
        let kept = files.filter { isPiece || $0.file.path != path }
        let room = capacity - kept.reduce(0) { $0 + $1.size }
        let isThere = files.contains { $0.file.path == path }
        guard count <= room, isThere || files.count < greatestCount else { throw Refusal.full }
        return isThere
    }

    /// One name, or vendor, application and name; nothing that a path could climb with.
    private static func path(_ untrusted: String) throws(Refusal) -> String {
        let parts = untrusted.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 1 || parts.count == 3, parts.allSatisfy(isName) else { throw .malformed }
        return untrusted
    }

    private static func isName(_ part: Substring) -> Bool {
        (1...64).contains(part.utf8.count) && part.first != "."
            && part.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || [0x2D, 0x2E, 0x5F].contains(byte)
            }
    }
}

extension ManagementEngine {
    /// Whether a caller may use the files.
    public func mayStore(_ caller: Caller) -> Bool { access.permits(caller, [.storage, .storageAdministration]) }
}

/// What stands before a stored file.
struct StorageMetadata {
    /// Headers that a file may be served with.
    private static let allowed = ["Content-Type", "Content-Encoding", "Content-Language", "Cache-Control"]
    /// Octets of metadata at most.
    private static let greatestLength = 4096

    var headers: [String: String] = [:]
    var link = ""

    /// Takes the metadata off; there need not be any.
    static func split(_ untrusted: [UInt8]) throws(WebStorage.Refusal) -> (StorageMetadata, content: [UInt8]) {
        guard untrusted.starts(with: Array("<metadata>".utf8)) else { return (StorageMetadata(), untrusted) }
        let end = Array("</metadata>".utf8)
        let head = untrusted.prefix(greatestLength)
        guard
            let start = head.indices.first(where: { head[$0...].starts(with: end) }),
            let element = try? XMLReader.read(head[..<(start + end.count)])
        else { throw .malformed }
        return (StorageMetadata(element), Array(untrusted[(start + end.count)...]))
    }

    private init() {}

    private init(_ untrusted: XMLElement) {
        link = String((untrusted["link"]?.trimmedText ?? "").prefix(64))
        for header in untrusted["headers"]?.children ?? [] where header.name == "h" {
            let parts = header.trimmedText.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let name = Self.allowed.first(where: { $0.lowercased() == parts[0].lowercased() })
            else { continue }
            headers[name] = String(parts[1].drop { $0 == " " }.filter { $0.isASCII && !$0.isNewline })
        }
    }
}

/// What is stored, as consoles read it.
private struct Listing: Encodable {
    struct Information: Encodable {
        let version: String
        let user: String
        let total: Int
        let used: Int
    }

    struct Entry: Encodable {
        let vendor: String?
        let app: String?
        let name: String
        let size: Int
        let link: String?

        init(_ file: WebFile, size: Int) {
            let parts = file.path.split(separator: "/").map(String.init)
            vendor = parts.count == 3 ? parts[0] : nil
            app = parts.count == 3 ? parts[1] : nil
            name = parts.last ?? ""
            self.size = size
            link = file.link.isEmpty ? nil : file.link
        }
    }

    let information: Information
    let content: [Entry]
}
