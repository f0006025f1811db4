/// What a repository says of itself (`Release`, deb822): where it is from, and the checksums of its indices.
struct ReleaseFile: Sendable, Hashable {
    /// `Debian-Security`, for one.
    let label: String
    let suite: String
    /// The SHA-256 of the repository's files, by path.
    let digests: [String: String]

    /// Reads the file; a signature around it (RFC 9580 7) has been taken off by whoever has verified it.
    init(untrustedText: String) {
        var (fields, digests): ([String: String], [String: String]) = ([:], [:])
        var section = ""
        for line in untrustedText.split(separator: "\n") {
            if line.first == " " {
                let words = line.split(separator: " ")
                if section == "SHA256", words.count == 3 { digests[String(words[2])] = words[0].lowercased() }
            } else if let colon = line.firstIndex(of: ":") {
                section = String(line[..<colon])
                fields[section] = String(line[line.index(after: colon)...].drop { $0 == " " })
            }
        }
        label = fields["Label"] ?? ""
        suite = fields["Suite"] ?? ""
        self.digests = digests
    }

    /// Whether it has nothing but fixes of holes.
    var isSecurity: Bool { label.hasSuffix("Security") || suite.hasSuffix("-security") }
}
