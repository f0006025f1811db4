/// Where a repository is on the web, as far as the user OS may be let there.
///
/// It becomes part of a web server's configuration, so it holds nothing that could end a word there.
struct RepositoryPlace: Sendable, Hashable {
    /// In lower case, for case does not tell hosts apart (RFC 9110 4.2.3).
    let host: String
    let port: UInt16
    /// From `/` to `/`.
    let path: String

    /// The place of a repository that is named as apt's sources do after `deb`.
    init(untrustedRepository: String) throws(ApplianceError) {
        let url = try Repository.split(untrustedRepository).url
        guard let rest = url.dropping("http://") else {
            throw .invalidOrder("a user OS reaches repositories by plain http alone: \(url)")
        }
        let authority = rest.prefix { $0 != "/" }
        let (host, port) = (authority.prefix { $0 != ":" }.lowercased(), authority.drop { $0 != ":" })
        let names = rest.dropFirst(authority.count).split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        let folders = names.last == "" ? names.dropLast() : names
        guard Self.isHost(host), let number = Self.port(port), folders.allSatisfy(Self.isFolder) else {
            throw .invalidOrder("not a place for a user OS: \(url)")
        }
        self.host = host
        self.port = number
        path = "/" + folders.map { $0 + "/" }.joined()
    }

    /// Host and port as a URL has them.
    var authority: String { port == 80 ? host : "\(host):\(port)" }

    /// Letters, digits and hyphens between single dots (RFC 1123 2.1): no user before it, no dot behind it.
    private static func isHost(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-"
                    && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
            }
    }

    /// What follows the host: nothing, or a colon and a number.
    private static func port(_ text: Substring) -> UInt16? {
        guard !text.isEmpty else { return 80 }
        guard text.dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return UInt16(text.dropFirst()).flatMap { $0 == 0 ? nil : $0 }
    }

    private static func isFolder(_ name: Substring) -> Bool {
        !["", ".", ".."].contains(name)
            && name.utf8.allSatisfy { isLetterOrDigit($0) || Array("-._~+".utf8).contains($0) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
    }
}

extension String {
    /// What follows a beginning; nil when the text begins otherwise.
    fileprivate func dropping(_ beginning: String) -> Substring? {
        hasPrefix(beginning) ? dropFirst(beginning.count) : nil
    }
}
