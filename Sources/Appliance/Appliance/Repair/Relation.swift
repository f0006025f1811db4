/// One alternative of a package's relation to others (Debian Policy 7.1): a name, and which versions will do.
struct Relation: Sendable, Hashable {
    /// How a version stands to the one that is named.
    enum Comparison: String, Sendable, Hashable {
        case earlier = "<<"
        case earlierOrEqual = "<="
        case equal = "="
        case laterOrEqual = ">="
        case later = ">>"
    }

    let name: String
    let comparison: Comparison?
    let version: String

    /// Reads `name:arch (>= 1.0) [amd64] <!profile>`; nil when it is of another form.
    init?(untrusted text: Substring) {
        let words = text.split { $0 == " " || $0 == "(" || $0 == ")" }.map(String.init)
        guard let first = words.first else { return nil }
        name = String(first.prefix { $0 != ":" })
        guard PackageIndex.isName(name) else { return nil }
        if words.count >= 3, let comparison = Comparison(rawValue: words[1]) {
            self.comparison = comparison
            version = words[2]
        } else {
            comparison = nil
            version = ""
        }
    }

    /// Whether a version will do.
    func accepts(_ candidate: String) -> Bool {
        let (left, right) = (DebianVersion(candidate), DebianVersion(version))
        switch comparison {
        case nil: return true
        case .earlier: return left < right
        case .earlierOrEqual: return !(right < left)
        case .equal: return left == right
        case .laterOrEqual: return !(left < right)
        case .later: return right < left
        }
    }

    /// The relations of a field: each of them must be met, by any of its alternatives.
    static func all(untrusted field: String) -> [[Relation]] {
        field.split(separator: ",").map { $0.split(separator: "|").compactMap(Relation.init(untrusted:)) }
            .filter { !$0.isEmpty }
    }
}
