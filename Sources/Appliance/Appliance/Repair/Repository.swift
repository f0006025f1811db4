/// A Debian repository, as apt's sources name it.
struct Repository: Sendable, Hashable {
    /// The root, ending in a slash; the paths of the index start here.
    let base: String
    /// The URL of the index.
    let index: String
    /// Whether the index is packed with gzip.
    let isCompressed: Bool

    /// Takes `http://repo.lan/` for a flat repository, `http://mirror.lan/debian bookworm main` for a regular one.
    init(_ text: String) throws(ApplianceError) {
        let words = text.split(separator: " ").map(String.init)
        guard let url = words.first, Fetcher.isAcceptable(url) else { throw .invalidOrder("no repository: \(text)") }
        base = url.hasSuffix("/") ? url : url + "/"
        switch words.count {
        case 1:
            index = base + "Packages"
            isCompressed = false
        case 3 where words[1...].allSatisfy(PackageIndex.isName):
            index = base + "dists/\(words[1])/\(words[2])/binary-amd64/Packages.gz"
            isCompressed = true
        default: throw .invalidOrder("no repository: \(text)")
        }
    }
}
