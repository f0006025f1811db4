import FoundationEssentials
import Inventory

extension SoftwareFact {
    /// The greatest number of facts that one reading may bring.
    static let greatestReading = 20_000

    /// Reads what ``DebianCommands/readFacts`` printed. Lines of another form are passed over.
    static func facts(untrustedOutput: String, learntAt: Date) -> [SoftwareFact] {
        untrustedOutput.split(separator: "\n").prefix(greatestReading).compactMap { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 4 else { return nil }
            let seconds = Double(fields[3].prefix(16))
            return SoftwareFact(
                kind: fields[0] == "os" ? .os : .package,
                name: String(fields[1].prefix(128)),
                version: String(fields[2].prefix(128)),
                installedAt: seconds.map { Date(timeIntervalSince1970: $0) },
                learntAt: learntAt
            )
        }
        .filter { fact in !fact.name.isEmpty && !fact.version.isEmpty }
    }
}
