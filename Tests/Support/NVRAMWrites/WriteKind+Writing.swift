import FoundationEssentials
import Inventory
public import NVRAM

extension WriteKind {
    /// Makes the write of this number; when it returns, the store has acknowledged it.
    public func write(_ number: Int, to nvram: NVRAM) async throws {
        let text = text(number)
        switch self {
        case .setting: try await nvram.set(text, for: "killed")
        case .user: try await nvram.set(Self.user("alice", text))
        case .users: try await nvram.changeUsers({ $0 = Self.names.map { Self.user($0, text) } }, whenKept: { _ in })
        case .facts: try await nvram.replaceFacts(of: [.package], with: Self.names.map { Self.fact($0, text) })
        case .finding: try await nvram.add(Self.finding(number, text))
        case .event: try await nvram.append([1, 2, 3], text: text)
        case .operation: try await nvram.record(Self.operation(text))
        case .certificate: try await Self.replaceCertificate(Array(text.utf8), in: nvram)
        case .keyPair: try await nvram.addKeyPair(privateKey: Array(text.utf8), publicKey: Array(text.utf8))
        case .audit: _ = try await nvram.appendAudit([Array(text.utf8)], at: Date(), making: .oldest)
        case .dataStore: try await Self.writeBlock(String(number), Array(text.utf8), in: nvram)
        case .defense: try await changeDefense(number, in: nvram)
        case .webFile: try await nvram.set(Self.webFile(text))
        case .list:
            try await nvram.change("killed", from: [String]()) { $0 = ($0 + [text]).suffix(Self.rows) }
        case .webFilePiece: try await putPiece(number, in: nvram)
        case .recordedFacts: try await nvram.record(Self.names.map { Self.fact($0, text) })
        case .health: try await nvram.keep(Self.health(text), learntAt: Date())
        case .ownCertificate: try await writeOwnCertificate(number, in: nvram)
        case .certificateRemoval, .keyPairRemoval, .userRemoval, .webFileRemoval:
            try await writeByTurns(number, in: nvram)
        case .forgetting: try await writeOrForget(number, in: nvram)
        case .step: try await writeStep(text, in: nvram)
        }
    }

    /// The number of the last write that the store holds; nil when there is none.
    ///
    /// - Throws: ``Half`` when the store holds a part of a write.
    public func last(in nvram: NVRAM) async throws -> Int? {
        switch self {
        case .setting: return try await nvram.setting("killed", as: String.self).map(number)
        case .user: return try await common(nvram.users().map(\.ha1), count: 1)
        case .users: return try await common(nvram.users().map(\.ha1), count: Self.rows)
        case .facts: return try await common(nvram.facts().map(\.version), count: Self.rows)
        case .finding: return try await series(nvram.findings().map(\.evidence))
        case .event: return try await series(nvram.events().map(\.text))
        case .operation: return try await nvram.operation("killed").map { try number($0.result) }
        case .certificate: return try await common(nvram.certificates().map { Self.text($0.der) }, count: 1)
        case .keyPair: return try await lastKeyPair(nvram)
        case .audit: return try await series(nvram.auditRecords().map(Self.text))
        case .dataStore: return try await lastBlock(nvram)
        case .defense: return try await lastDefense(nvram)
        case .webFile: return try await common(Self.parts(of: nvram.webFile("killed")), count: 2)
        case .list: return try await series(nvram.setting("killed", as: [String].self) ?? [])
        case .webFilePiece: return try await lastPiece(nvram)
        case .recordedFacts: return try await common(nvram.facts().map(\.version), count: Self.rows)
        case .health: return try await common(nvram.facts().map(\.version), count: 2)
        case .ownCertificate: return try await lastOwnCertificate(nvram)
        case .certificateRemoval, .keyPairRemoval, .userRemoval, .webFileRemoval: return try await lastTurn(nvram)
        case .forgetting: return try await lastForgotten(nvram)
        case .step: return try await lastStep(nvram)
        }
    }

    static let names = (0..<rows).map { "name\($0)" }

    static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    static func user(_ name: String, _ text: String) -> UserRecord {
        UserRecord(name: name, digestRealm: "", ha1: text, realms: [], isAdministrator: false, isEnabled: true)
    }

    private static func fact(_ name: String, _ text: String) -> SoftwareFact {
        SoftwareFact(kind: .package, name: name, version: text, installedAt: nil, learntAt: Date())
    }

    private static func finding(_ number: Int, _ text: String) -> Finding {
        Finding(
            id: String(number),
            at: Date(),
            kind: .worm,
            signature: "",
            source: "",
            destination: "",
            summary: "",
            evidence: text,
            action: ""
        )
    }

    private static func health(_ text: String) -> ApplianceHealth {
        ApplianceHealth(
            version: text,
            uptimeSeconds: 0,
            definitionsVersion: text,
            definitionsDate: Date(),
            rulesVersion: "",
            suricata: "",
            clamd: "",
            flows: 0,
            packetsForwarded: 0,
            packetsDropped: 0,
            memoryUsedKiB: 0,
            address: ""
        )
    }

    private static func operation(_ text: String) -> OperationRecord {
        OperationRecord(
            id: "killed",
            kind: "scan",
            state: .running,
            progress: 0,
            text: "",
            result: text,
            startedAt: Date(),
            finishedAt: nil
        )
    }

    private static func replaceCertificate(_ der: [UInt8], in nvram: NVRAM) async throws {
        if let known = try await nvram.certificates().first {
            try await nvram.replaceCertificate(known.handle, with: der)
        } else {
            try await nvram.addCertificate(der, isTrustedRoot: true)
        }
    }

    /// Both halves of each pair belong together.
    private func lastKeyPair(_ nvram: NVRAM) async throws -> Int? {
        let pairs = try await nvram.keyPairs()
        guard pairs.allSatisfy({ $0.privateKey == $0.publicKey }) else { throw Half(kind: self) }
        return try series(pairs.map { Self.text($0.publicKey) })
    }
}
