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
        var words = text.split(separator: " ").map(String.init)
        var options: [String] = []
        if words.first?.hasPrefix("[") == true, let end = words.firstIndex(where: { $0.hasSuffix("]") }) {
            options = words[...end].joined(separator: " ").split { " []".contains($0) }.map(String.init)
            words.removeSubrange(...end)
        }
        isTrusted = options.contains("trusted=yes")
        guard let url = words.first, Fetcher.isAcceptable(url) else { throw .invalidOrder("no repository: \(text)") }
        base = url.hasSuffix("/") ? url : url + "/"
        switch words.count {
        case 1...2 where ["./", "/"].contains(words.dropFirst().first ?? "/"):
            release = ""
            indexPath = "Packages"
        case 3 where words[1...].allSatisfy({ $0.split(separator: "/").allSatisfy { PackageIndex.isName(String($0)) } }):
            release = "dists/\(words[1])/"
            indexPath = "\(words[2])/binary-amd64/Packages.gz"
        default: throw .invalidOrder("no repository: \(text)")
        }
    }
}
