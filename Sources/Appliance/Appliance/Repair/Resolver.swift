/// What has to be installed so that packages work: themselves, and what they need and the user OS does not have.
struct Resolver: Sendable {
    let index: PackageIndex
    /// The versions that the user OS has, by name; empty when that is not known, and then nothing is added.
    let installed: [String: String]
    /// The greatest number of packages that one installation may take.
    private static let most = 200

    /// The packages, each after what it needs first.
    func resolve(_ names: [String]) throws(ApplianceError) -> [PackageIndex.Entry] {
        var chosen: [String: PackageIndex.Entry] = [:]
        var order: [PackageIndex.Entry] = []
        for name in names {
            guard let entry = index.newest(name) else { throw .failed("the repository has no package \(name)") }
            try add(entry, &chosen, &order)
        }
        return order
    }

    private func add(
        _ entry: PackageIndex.Entry,
        _ chosen: inout [String: PackageIndex.Entry],
        _ order: inout [PackageIndex.Entry]
    ) throws(ApplianceError) {
        guard chosen[entry.name] == nil else { return }
        guard chosen.count < Self.most else { throw .failed("more than \(Self.most) packages would be needed") }
        chosen[entry.name] = entry
        for alternatives in installed.isEmpty ? [] : entry.needs where !isMet(alternatives, chosen) {
            guard let next = candidate(for: alternatives) else {
                let words = alternatives.map(\.name).joined(separator: " or ")
                throw .failed("\(entry.name) needs \(words), which neither the user OS nor the repository has")
            }
            try add(next, &chosen, &order)
        }
        order.append(entry)
    }

    private func isMet(_ alternatives: [Relation], _ chosen: [String: PackageIndex.Entry]) -> Bool {
        alternatives.contains { relation in
            if let entry = chosen[relation.name] { return relation.accepts(entry.version) }
            if let version = installed[relation.name] { return relation.accepts(version) }
            // A virtual package has no version that could be too old.
            guard relation.comparison == nil else { return false }
            return index.providers(of: relation.name).contains { chosen[$0] != nil || installed[$0] != nil }
        }
    }

    private func candidate(for alternatives: [Relation]) -> PackageIndex.Entry? {
        for relation in alternatives {
            if let entry = index.newest(relation.name), relation.accepts(entry.version) { return entry }
        }
        return alternatives.lazy.filter { $0.comparison == nil }
            .compactMap { index.providers(of: $0.name).first.flatMap(index.newest) }.first
    }
}
