import FoundationEssentials
import Inventory

/// How updates of Windows ended, as wusa, dism and Windows' own updater say it.
enum WindowsInstallation {
    /// One file, or one update.
    private struct End: Decodable {
        var name: String
        var file: String
        var status: Int64
    }

    /// What was done with one.
    enum Outcome: Sendable, Hashable {
        case installed
        /// It works after a restart.
        case needsRestart
        case wasInstalled
        /// It is for another system, or something that it needs is missing.
        case notApplicable
        case failed(UInt32)

        /// Reads an exit status or HRESULT, which comes with a sign or without.
        init(status: Int64) {
            self =
                switch UInt32(truncatingIfNeeded: status) {
                case 0: .installed
                // ERROR_SUCCESS_REBOOT_REQUIRED, ERROR_SUCCESS_REBOOT_INITIATED, WU_S_REBOOT_REQUIRED
                case 3010, 1641, 0x0024_0005: .needsRestart
                // WU_S_ALREADY_INSTALLED
                case 0x0024_0006: .wasInstalled
                // WU_E_NOT_APPLICABLE, CBS_E_NOT_APPLICABLE
                case 0x8024_0017, 0x800F_081E: .notApplicable
                case let other: .failed(other)
                }
        }

        fileprivate var complaint: String? {
            switch self {
            case .installed, .needsRestart, .wasInstalled: nil
            case .notApplicable: "is not for this system"
            case .failed(let status): "failed with status 0x\(String(status, radix: 16))"
            }
        }
    }

    /// Why not all is installed; nil when it is.
    static func complaint(untrustedOutput: String) -> String? {
        guard let ends = try? JSONDecoder().decode([End].self, from: Data(untrustedOutput.json.utf8)), !ends.isEmpty
        else { return "Windows does not say how the installation ended" }
        let complaints = ends.prefix(64).compactMap { end in
            Outcome(status: end.status).complaint.map { "\(end.name.prefix(32)) (\(end.file.prefix(128))) \($0)" }
        }
        return complaints.isEmpty ? nil : complaints.joined(separator: "; ")
    }
}

extension SoftwareFact {
    /// What ``WindowsCommands/readFacts`` prints.
    private struct WindowsFacts: Decodable {
        struct System: Decodable {
            var name: String
            var version: String
        }

        struct Update: Decodable {
            var id: String
            var at: Double?
        }

        var system: System
        var updates: [Update]
        var programs: [System]
    }

    /// Reads what ``WindowsCommands/readFacts`` printed; none when it has another form.
    ///
    /// Updates of Windows have no versions, for each new one has a number of its own: 1 stands for installed.
    static func facts(untrustedWindows output: String, learntAt: Date) -> [SoftwareFact] {
        guard let read = try? JSONDecoder().decode(WindowsFacts.self, from: Data(output.json.utf8)) else { return [] }
        func fact(_ kind: Kind, _ name: String, _ version: String, at seconds: Double? = nil) -> SoftwareFact {
            SoftwareFact(
                kind: kind,
                name: String(name.prefix(128)),
                version: String(version.prefix(128)),
                installedAt: seconds.flatMap { (0..<1e11).contains($0) ? Date(timeIntervalSince1970: $0) : nil },
                learntAt: learntAt
            )
        }
        let updates = read.updates.compactMap { update in
            KBNumber(untrusted: update.id).map { fact(.package, $0.text, "1", at: update.at) }
        }
        let programs = read.programs.map { fact(.package, $0.name, $0.version) }
        let facts = [fact(.os, read.system.name, read.system.version)] + updates + programs
        return Array(facts.filter { !$0.name.isEmpty && !$0.version.isEmpty }.prefix(greatestReading))
    }
}

extension MissingUpdate {
    /// An update as Windows' own updater knows it.
    fileprivate struct Offer: Decodable {
        var title: String
        var kb: [String]
        var severity: String?
        var recommended: Bool?
    }

    /// Reads what ``WindowsCommands/listMissing`` printed, the gravest first; nil when it has another form.
    static func updates(untrustedWindows output: String) -> [MissingUpdate]? {
        // One empty array is printed as nothing by some versions of PowerShell.
        guard !output.json.isEmpty else { return [] }
        guard let offers = try? JSONDecoder().decode([Offer].self, from: Data(output.json.utf8)) else { return nil }
        let updates = offers.prefix(2000).flatMap { offer in
            offer.kb.prefix(8).compactMap { KBNumber(untrusted: "kb" + $0) }.map { number in
                MissingUpdate(name: number.text, installed: "", candidate: offer.words, severity: offer.grade)
            }
        }
        return updates.sorted { ($1.severity, $0.name) < ($0.severity, $1.name) }
    }
}

extension MissingUpdate.Offer {
    /// Microsoft rates nothing but what is for security.
    fileprivate var grade: MissingUpdate.Severity {
        guard rating.isEmpty else { return .security }
        return recommended == true ? .important : .ordinary
    }

    fileprivate var words: String {
        let title = String(title.prefix(160))
        return rating.isEmpty ? title : "\(title), rated \(rating)"
    }

    private var rating: String { String((severity ?? "").filter { $0.isASCII && $0.isLetter }.prefix(16)) }
}

/// Microsoft's number of an update, as `kb5034441`.
struct KBNumber: Hashable, Sendable {
    let text: String

    init?(untrusted: String) {
        let lower = untrusted.lowercased()
        let digits = lower.utf8.dropFirst(2)
        guard lower.hasPrefix("kb"), (5...9).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        text = lower
    }
}

extension String {
    /// The text without the byte order mark and the white space that PowerShell puts around what it prints.
    fileprivate var json: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace || first == "\u{FEFF}" { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
