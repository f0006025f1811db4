import FoundationEssentials

/// Software facts as text that explains itself, for whoever finds it in the third-party data store.
///
/// The first line tells what it is, the last one that it is whole; in between, a line is a fact. Fields are separated by
/// tabs.
public struct SoftwareFactsText: Sendable, Hashable {
    /// What the first line begins with: the name of the format and its version.
    public static let mark = "SEKISHO-FACTS\t1"
    /// The greatest piece of the text that one block of the store holds.
    public static let greatestPiece = 4095

    /// Grows with each change; first and last line carry it, so that a reader sees when the text changed while it read.
    public let revision: UInt64
    /// The pieces, each of whole lines.
    public let pieces: [[UInt8]]

    /// Writes facts as at most `pieces` pieces; what does not fit is counted in the first line.
    ///
    /// The protection comes before the packages: it must be there however many packages there are.
    public init(_ facts: [SoftwareFact], revision: UInt64, atMost greatestCount: Int) {
        self.revision = revision
        let order: [SoftwareFact.Kind] = [.os, .antivirusEngine, .definitions, .update, .package]
        let lines = order.flatMap { kind in facts.filter { $0.kind == kind }.map(\.line) }
        var kept = Self.pieces(of: lines, revision, leftOut: 0)
        var count = lines.count
        while kept.count > greatestCount, count > 0 {
            count -= max(1, (kept.count - greatestCount) * 16)
            count = max(count, 0)
            kept = Self.pieces(of: Array(lines.prefix(count)), revision, leftOut: lines.count - count)
        }
        pieces = kept
    }

    /// The whole text.
    public var text: String { String(decoding: pieces.joined(), as: UTF8.self) }

    private static func pieces(of facts: [String], _ revision: UInt64, leftOut: Int) -> [[UInt8]] {
        let first = "\(mark)\trevision=\(revision)\tfacts=\(facts.count)\tleft-out=\(leftOut)\n"
        let last = "END\trevision=\(revision)\n"
        var pieces: [[UInt8]] = [[]]
        for line in [first] + facts + [last] {
            let bytes = Array(line.utf8)
            if pieces[pieces.count - 1].count + bytes.count > greatestPiece { pieces.append([]) }
            pieces[pieces.count - 1] += bytes
        }
        return pieces
    }
}

extension SoftwareFactsText {
    /// Reads the facts of a text; nil when it is of another format, not whole, or changed while it was read.
    public static func facts(untrustedText: String) -> [SoftwareFact]? {
        let lines = untrustedText.split(separator: "\n", omittingEmptySubsequences: true)
        guard lines.count >= 2, let first = lines.first, let last = lines.last, first.hasPrefix(mark + "\t") else {
            return nil
        }
        let revision = first.split(separator: "\t").first { $0.hasPrefix("revision=") }
        guard let revision, last == "END\t\(revision)" else { return nil }
        let facts = lines.dropFirst().dropLast().map(SoftwareFact.init(untrustedLine:))
        return facts.contains(nil) ? nil : facts.compactMap { $0 }
    }
}

extension SoftwareFact {
    /// Kind, name, version, time of installation (empty when unknown) and time of learning.
    fileprivate var line: String {
        let times = [installedAt.map { $0.formatted(.iso8601) } ?? "", learntAt.formatted(.iso8601)]
        return ([kind.rawValue, Self.bare(name), Self.bare(version)] + times).joined(separator: "\t") + "\n"
    }

    /// What separates fields and lines cannot stand in one, and a line must fit into a piece.
    private static func bare(_ field: String) -> String {
        String(decoding: field.utf8.prefix(512).map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
    }

    fileprivate init?(untrustedLine line: Substring) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard fields.count >= 5, let kind = Kind(rawValue: fields[0]),
            let learnt = try? Date(fields[4], strategy: .iso8601)
        else { return nil }
        let installed = try? Date(fields[3], strategy: .iso8601)
        guard installed != nil || fields[3].isEmpty else { return nil }
        self.init(kind: kind, name: fields[1], version: fields[2], installedAt: installed, learntAt: learnt)
    }
}
