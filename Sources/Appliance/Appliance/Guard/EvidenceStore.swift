import ApplianceLink
import FoundationEssentials
import Glibc

/// The evidence of the latest findings, as files on the appliance's disk.
struct EvidenceStore: Sendable {
    let folder: String
    /// How many findings have evidence, of those for which the user OS lost its network and of the others; the oldest of
    /// the same sort make room.
    static let greatestNumber = 40
    private static let cutMark = ".cut"

    /// Keeps a part of the evidence for a finding, in the place of what was kept before.
    func keep(
        _ bytes: [UInt8],
        _ part: EvidenceOrder.Part,
        of finding: String,
        cutsOff: Bool = false
    ) throws(ApplianceError) {
        guard let path = path(finding, part, cutsOff) else { throw .invalidOrder("no finding \(finding.prefix(80))") }
        mkdir(folder, 0o700)
        prune(cutsOff)
        while true {
            do throws(ApplianceError) { return try Files.replace(path, with: bytes) } catch {
                // On a full disk the latest finding is worth more than the oldest.
                guard removeOldest(but: finding, cutsOff) else { throw error }
            }
        }
    }

    /// A piece of it.
    func piece(_ order: EvidenceOrder) throws(ApplianceError) -> EvidencePiece {
        let bytes = [true, false].lazy.compactMap { path(order.finding, order.part, $0) }
            .compactMap { Files.read($0, longest: 4 << 20) }.first
        guard let bytes else {
            throw .invalidOrder("there is no evidence of finding \(order.finding.prefix(80)) here")
        }
        guard (0...bytes.count).contains(order.offset) else { throw .invalidOrder("the evidence is not that long") }
        let end = min(order.offset + EvidenceOrder.longestPiece, bytes.count)
        return EvidencePiece(size: bytes.count, bytes: Data(bytes[order.offset..<end]))
    }

    /// The name of a finding becomes part of a path only when it is a UUID.
    private func path(_ untrustedFinding: String, _ part: EvidenceOrder.Part, _ cutsOff: Bool) -> String? {
        guard let id = UUID(uuidString: untrustedFinding) else { return nil }
        return "\(folder)/\(id.uuidString)\(cutsOff ? Self.cutMark : "").\(part == .capture ? "pcap" : "jsonl")"
    }

    private func prune(_ cutsOff: Bool) {
        let files = oldestFirst.filter { $0.contains(Self.cutMark) == cutsOff }
        let spare = files.count + 1 - Self.greatestNumber * EvidenceOrder.Part.allCases.count
        files.prefix(max(spare, 0)).forEach { unlink("\(folder)/\($0)") }
    }

    /// Whether there was one to remove; what was no cut goes first, and for what is none nothing else goes.
    private func removeOldest(but finding: String, _ cutsOff: Bool) -> Bool {
        let others = oldestFirst.filter { !$0.hasPrefix(finding.uppercased()) }
        let lesser = others.first { !$0.contains(Self.cutMark) }
        guard let name = lesser ?? (cutsOff ? others.first : nil) else { return false }
        return unlink("\(folder)/\(name)") == 0
    }

    private var oldestFirst: [String] {
        Files.names(in: folder).map { (name: $0, changed: changed("\(folder)/\($0)")) }
            .sorted { $0.changed < $1.changed }.map(\.name)
    }

    private func changed(_ path: String) -> Int {
        var facts = stat()
        return stat(path, &facts) == 0 ? facts.st_mtim.tv_sec : 0
    }
}
