import ApplianceLink
import Inventory

/// Which packages of the user OS are older than they could be; the user OS need not run for it.
struct UpdateList: Sendable {
    let reader: IndexReader
    private static let most = 2000

    /// Compares what is installed with all repositories, the worst first.
    func missing(
        _ query: UpdateQuery,
        unless abandonment: Abandonment,
        progress: @Sendable (Int, String) -> Void
    ) async throws(ApplianceError) -> [MissingUpdate] {
        var found: [String: MissingUpdate] = [:]
        for (number, text) in query.repositories.enumerated() {
            progress(number * 100 / query.repositories.count, "reading \(text)")
            let reading = try await reader.read(try Repository(text), unless: abandonment)
            Self.add(query.installed, reading, &found)
        }
        let worstFirst = found.values.sorted { ($1.severity, $0.name) < ($0.severity, $1.name) }
        return Array(worstFirst.prefix(Self.most))
    }

    /// A package that several repositories have is as grave as the gravest says.
    static func add(
        _ installed: [String: String],
        _ reading: IndexReader.Reading,
        _ found: inout [String: MissingUpdate]
    ) {
        for (name, version) in installed {
            guard let entry = reading.index.newest(name), DebianVersion(version) < DebianVersion(entry.version) else {
                continue
            }
            let severity: MissingUpdate.Severity =
                reading.isSecurity ? .security : entry.isEssential ? .important : .ordinary
            let known = found[name]
            let isNewer = known.map { DebianVersion($0.candidate) < DebianVersion(entry.version) } ?? true
            found[name] = MissingUpdate(
                name: name,
                installed: version,
                candidate: isNewer ? entry.version : known?.candidate ?? entry.version,
                severity: max(severity, known?.severity ?? .ordinary)
            )
        }
    }
}
