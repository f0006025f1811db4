import Crypto
import FoundationEssentials
import Glibc

/// Editions of a thing that is renewed whole: virus definitions, rules. One is current; the former is kept.
///
/// Each edition is a folder with its files and `edition.json`; `current` and `former` are symbolic links that are
/// replaced at once.
struct EditionStore: Sendable {
    /// What we keep about an edition, for the files themselves do not say.
    struct Edition: Sendable, Codable, Hashable {
        var version: String
        var date: Date
        /// The SHA-256 of the names and contents of its files; nil for the one that the image brings.
        var contents: String?

        /// What tells it from every other edition, also of the same version.
        var key: String { contents ?? "\(version) of \(date.timeIntervalSince1970)" }
    }

    let folder: String

    /// The edition in use.
    var current: Edition? { edition(in: "current") }

    /// The one before it.
    var former: Edition? { edition(in: "former") }

    /// A folder for an edition that is being fetched; what an earlier attempt at the same order left is in it.
    func draft(for order: String = "") throws(ApplianceError) -> String {
        let path = "\(folder)/draft"
        guard order.isEmpty || Files.text("\(path)/order") != order else { return path }
        Files.removeFolder(path)
        guard mkdir(path, 0o755) == 0 else { throw .failed("\(path) cannot be made: errno \(errno)") }
        if !order.isEmpty { try Files.replace("\(path)/order", with: order.utf8) }
        return path
    }

    /// Makes the draft the current edition and forgets all but the former.
    func adopt(_ edition: Edition) throws(ApplianceError) {
        unlink("\(folder)/draft/order")
        var edition = edition
        edition.contents = digest(of: "\(folder)/draft")
        try Files.replace("\(folder)/draft/edition.json", with: Self.describe(edition))
        let former = target("current")
        let next = former == "a" ? "b" : "a"
        if !former.isEmpty { try point("former", at: former) }
        Files.removeFolder("\(folder)/\(next)")
        guard rename("\(folder)/draft", "\(folder)/\(next)") == 0 else {
            throw .failed("the edition cannot be adopted: errno \(errno)")
        }
        try point("current", at: next)
        sync()
    }

    /// Makes the former edition the current one again, and the current one the former.
    func revert() throws(ApplianceError) -> Edition {
        guard let edition = former else { throw .failed("there is no former edition to go back to") }
        let (bad, good) = (target("current"), target("former"))
        try point("current", at: good)
        try point("former", at: bad)
        sync()
        return edition
    }

    private func point(_ link: String, at target: String) throws(ApplianceError) {
        unlink("\(folder)/next")
        guard symlink(target, "\(folder)/next") == 0, rename("\(folder)/next", "\(folder)/\(link)") == 0 else {
            throw .failed("\(folder)/\(link) cannot be changed: errno \(errno)")
        }
    }

    private func edition(in place: String) -> Edition? {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let bytes = Files.read("\(folder)/\(place)/edition.json") else { return nil }
        return try? decoder.decode(Edition.self, from: Data(bytes))
    }

    private static func describe(_ edition: Edition) throws(ApplianceError) -> Data {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        guard let description = try? encoder.encode(edition) else { throw .failed("the edition cannot be described") }
        return description
    }

    private func digest(of place: String) -> String {
        let lines = Files.names(in: place).map { "\($0) \(FileDigest.sha256(of: "\(place)/\($0)") ?? "")\n" }
        return FileDigest.hex(SHA256.hash(data: Data(lines.joined().utf8)))
    }

    private func target(_ link: String) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = buffer.withUnsafeMutableBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                characters.baseAddress.map { readlink("\(folder)/\(link)", $0, characters.count) } ?? 0
            }
        }
        return String(decoding: buffer.prefix(max(length, 0)), as: UTF8.self)
    }
}
