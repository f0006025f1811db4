import FoundationEssentials
import Glibc

/// Editions of a thing that is renewed whole: virus definitions, rules. One is current; the former is kept.
///
/// Each edition is a folder with its files and `edition.json`; `current` is a symbolic link that is replaced at once.
struct EditionStore: Sendable {
    /// What we keep about an edition, for the files themselves do not say.
    struct Edition: Sendable, Codable, Hashable {
        var version: String
        var date: Date
    }

    let folder: String

    /// The edition in use.
    var current: Edition? {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let bytes = Files.read("\(folder)/current/edition.json") else { return nil }
        return try? decoder.decode(Edition.self, from: Data(bytes))
    }

    /// An empty folder for an edition that is being fetched.
    func draft() throws(ApplianceError) -> String {
        let path = "\(folder)/draft"
        Files.removeFolder(path)
        guard mkdir(path, 0o755) == 0 else { throw .failed("\(path) cannot be made: errno \(errno)") }
        return path
    }

    /// Makes the draft the current edition and forgets all but the former.
    func adopt(_ edition: Edition) throws(ApplianceError) {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        guard let description = try? encoder.encode(edition) else { throw .failed("the edition cannot be described") }
        try Files.replace("\(folder)/draft/edition.json", with: description)
        let former = target
        let next = former == "a" ? "b" : "a"
        Files.removeFolder("\(folder)/\(next)")
        unlink("\(folder)/next")
        guard rename("\(folder)/draft", "\(folder)/\(next)") == 0, symlink(next, "\(folder)/next") == 0,
            rename("\(folder)/next", "\(folder)/current") == 0
        else { throw .failed("the edition cannot be adopted: errno \(errno)") }
        sync()
    }

    /// Goes back to the edition that ``target`` named.
    func restore(_ former: String) throws(ApplianceError) {
        unlink("\(folder)/next")
        guard symlink(former, "\(folder)/next") == 0, rename("\(folder)/next", "\(folder)/current") == 0 else {
            throw .failed("the former edition cannot be taken again: errno \(errno)")
        }
    }

    /// Where `current` points.
    var target: String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = buffer.withUnsafeMutableBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                characters.baseAddress.map { readlink("\(folder)/current", $0, characters.count) } ?? 0
            }
        }
        return String(decoding: buffer.prefix(max(length, 0)), as: UTF8.self)
    }
}
