/// A Debian repository, as apt's sources name it after `deb` (sources.list(5)).
struct Repository: Sendable, Hashable {
    /// The root, ending in a slash; the paths of the index start here.
    let base: String
    /// Where the release file is, from the root, ending in a slash or empty.
    let release: String
    /// The path of the index, from the place of the release file.
    let indexPath: String
    /// Whether it is believed without a signature, as `[trusted=yes]` says.
    let isTrusted: Bool

    /// The URL of the index.
    var index: String { base + release + indexPath }
    /// Whether the index is packed with gzip.
    var isCompressed: Bool { indexPath.hasSuffix(".gz") }

    /// Takes `http://repo.lan/` or `http://repo.lan/ ./` for a flat repository, `http://mirror.lan/debian bookworm main`
    /// for a regular one; before it may stand options in brackets, of which `trusted=yes` is understood.
    init(_ text: String) throws(ApplianceError) {
        let (options, url, parts) = try Self.split(text)
        isTrusted = options.contains("trusted=yes")
        base = url.hasSuffix("/") ? url : url + "/"
        switch parts.count {
        case 0...1 where ["./", "/"].contains(parts.first ?? "/"):
            release = ""
            indexPath = "Packages"
        case 2 where parts.allSatisfy({ $0.split(separator: "/").allSatisfy { PackageIndex.isName(String($0)) } }):
            release = "dists/\(parts[0])/"
            indexPath = "\(parts[1])/binary-amd64/Packages.gz"
        default: throw .invalidOrder("no repository: \(text)")
        }
    }

    /// The options, the URL, and what follows it: suite and components.
    static func split(_ text: String) throws(ApplianceError) -> (options: [String], url: String, parts: [String]) {
        var words = text.split(separator: " ").map(String.init)
        var options: [String] = []
        if words.first?.hasPrefix("[") == true, let end = words.firstIndex(where: { $0.hasSuffix("]") }) {
            options = words[...end].joined(separator: " ").split { " []".contains($0) }.map(String.init)
            words.removeSubrange(...end)
        }
        guard let url = words.first, Fetcher.isAcceptable(url) else { throw .invalidOrder("no repository: \(text)") }
        return (options, url, Array(words.dropFirst()))
    }
}
