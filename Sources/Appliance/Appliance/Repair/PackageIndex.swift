/// The `Packages` file of a Debian repository.
struct PackageIndex: Sendable {
    /// One package of the index.
    struct Entry: Sendable, Hashable {
        let name: String
        let version: String
        let architecture: String
        /// Where it is, from the repository's root.
        let path: String
        let sha256: String
        /// What it needs to be unpacked and to work: each line must be met by any of its alternatives.
        let needs: [[Relation]]
        /// The other names that it stands for.
        let provides: [String]
        /// Whether a system does not work without it.
        let isEssential: Bool

        /// The name that the file gets with us; made of checked parts only.
        var fileName: String {
            "\(name)_\(String(version.map { $0 == ":" ? "%" : $0 }))_\(architecture).deb"
        }
    }

    private let entries: [String: Entry]
    private let providers: [String: [String]]

    /// Reads the index and keeps the newest sound entry of each name.
    init(untrustedText: String) {
        var newest: [String: Entry] = [:]
        for stanza in Self.stanzas(untrustedText) {
            guard let entry = Entry(untrusted: stanza) else { continue }
            if let known = newest[entry.name], DebianVersion(entry.version) < DebianVersion(known.version) { continue }
            newest[entry.name] = entry
        }
        entries = newest
        var providers: [String: [String]] = [:]
        for entry in newest.values {
            for name in entry.provides { providers[name, default: []].append(entry.name) }
        }
        self.providers = providers.mapValues { $0.sorted() }
    }

    /// The packages that stand for a name.
    func providers(of name: String) -> [String] { providers[name] ?? [] }

    /// The newest version of a package.
    func newest(_ name: String) -> Entry? { entries[name] }

    /// Whether this can be the name of a package.
    static func isName(_ text: String) -> Bool { isWord(text, more: "+-.") && text.utf8.count >= 2 }

    fileprivate static func isWord(_ text: String, more: String) -> Bool {
        guard let first = text.utf8.first, isPlain(first), text.utf8.count <= 128 else { return false }
        return text.utf8.allSatisfy { isPlain($0) || more.utf8.contains($0) }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF)
    }

    private static func stanzas(_ text: String) -> [[String: String]] {
        var stanzas: [[String: String]] = [[:]]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty {
                stanzas.append([:])
            } else if line.first != " ", let colon = line.firstIndex(of: ":") {
                let value = line[line.index(after: colon)...].drop { $0 == " " }
                stanzas[stanzas.count - 1][String(line[..<colon])] = String(value)
            }
        }
        return stanzas
    }
}

extension PackageIndex.Entry {
    fileprivate init?(untrusted fields: [String: String]) {
        guard let name = fields["Package"], PackageIndex.isName(name),
            let version = fields["Version"], PackageIndex.isWord(version, more: "+-.:~"),
            let architecture = fields["Architecture"], ["all", "amd64"].contains(architecture),
            let path = fields["Filename"], Self.isPath(path),
            let sha256 = fields["SHA256"], PackageIndex.isWord(sha256, more: ""), sha256.utf8.count == 64
        else { return nil }
        let plain = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        let needs = ["Pre-Depends", "Depends"].flatMap { Relation.all(untrusted: fields[$0] ?? "") }
        self.init(
            name: name,
            version: version,
            architecture: architecture,
            path: plain,
            sha256: sha256.lowercased(),
            needs: needs,
            provides: Relation.all(untrusted: fields["Provides"] ?? "").flatMap { $0.map(\.name) },
            isEssential: fields["Essential"] == "yes" || ["required", "important"].contains(fields["Priority"])
        )
    }

    private static func isPath(_ path: String) -> Bool {
        !path.hasPrefix("/") && !path.split(separator: "/").contains("..") && path.utf8.count <= 512
    }
}
