import FoundationEssentials
import NVRAM

/// Writes that take away, and those that take away and add as one.
extension WriteKind {
    /// The first write adds the first thing; then an addition of the next and the removal of the oldest take turns, so
    /// that what is there tells how many writes there were.
    func writeByTurns(_ number: Int, in nvram: NVRAM) async throws {
        let (half, isRemoval) = number.quotientAndRemainder(dividingBy: 2)
        switch number {
        case 1: try await add(1, to: nvram)
        case _ where isRemoval == 1: try await remove(half, from: nvram)
        default: try await add(half + 1, to: nvram)
        }
    }

    func lastTurn(_ nvram: NVRAM) async throws -> Int? {
        let there = try await things(in: nvram).map(number).sorted()
        switch there.count {
        case 0: return nil
        case 1: return 2 * there[0] - 1
        case 2 where there[0] + 1 == there[1]: return 2 * there[0]
        default: throw Half(kind: self)
        }
    }

    private func add(_ thing: Int, to nvram: NVRAM) async throws {
        let text = text(thing)
        let bytes = Array(text.utf8)
        switch self {
        case .certificateRemoval: try await nvram.addCertificate(bytes, isTrustedRoot: true)
        case .keyPairRemoval: try await nvram.addKeyPair(privateKey: bytes, publicKey: bytes)
        case .userRemoval: try await nvram.set(Self.user("name\(thing)", text))
        default: try await nvram.set(WebFile(path: "name\(thing)", headers: [:], link: "", body: bytes))
        }
    }

    private func remove(_ thing: Int, from nvram: NVRAM) async throws {
        let bytes = Array(text(thing).utf8)
        switch self {
        case .certificateRemoval:
            for known in try await nvram.certificates() where known.der == bytes {
                try await nvram.removeCertificate(known.handle)
            }
        case .keyPairRemoval:
            for known in try await nvram.keyPairs() where known.publicKey == bytes {
                try await nvram.removeKeyPair(known.handle)
            }
        case .userRemoval: try await nvram.removeUser("name\(thing)")
        default: try await nvram.removeWebFile("name\(thing)")
        }
    }

    private func things(in nvram: NVRAM) async throws -> [String] {
        switch self {
        case .certificateRemoval: return try await nvram.certificates().map { Self.text($0.der) }
        case .keyPairRemoval: return try await nvram.keyPairs().map { Self.text($0.publicKey) }
        case .userRemoval: return try await nvram.users().map(\.ha1)
        default:
            var bodies: [String] = []
            for (file, _) in try await nvram.webFiles() {
                bodies.append(Self.text(try await nvram.webFile(file.path)?.body ?? []))
            }
            return bodies
        }
    }
}

extension WriteKind {
    /// Odd numbers fill the store, even ones forget all but one setting.
    func writeOrForget(_ number: Int, in nvram: NVRAM) async throws {
        guard number % 2 == 1 else {
            return try await nvram.forget(exceptTables: [], exceptSettings: ["kept"])
        }
        let text = text(number)
        try await nvram.step { nvram in
            for name in Self.names { try nvram.set(Self.user(name, text)) }
            try nvram.set(text, for: "forgotten")
            try nvram.set(text, for: "kept")
        }
    }

    func lastForgotten(_ nvram: NVRAM) async throws -> Int? {
        guard let kept = try await nvram.setting("kept", as: String.self) else { return nil }
        let forgotten = try await nvram.setting("forgotten", as: String.self)
        let rest = try await nvram.users().map(\.ha1) + [forgotten].compactMap { $0 }
        guard let number = try common(rest, count: Self.rows + 1) else { return try number(kept) + 1 }
        guard try self.number(kept) == number else { throw Half(kind: self) }
        return number
    }

    /// Odd numbers have the certificate made, even ones forget it.
    func writeOwnCertificate(_ number: Int, in nvram: NVRAM) async throws {
        let text = text(number)
        let bytes = Array(text.utf8)
        guard number % 2 == 0 else {
            _ = try await nvram.ownCertificate {
                (bytes, KeyPairRecord(handle: 0, privateKey: bytes, publicKey: bytes))
            }
            return
        }
        try await nvram.step { nvram in
            try nvram.removeCertificatesAndKeys()
            try nvram.set(text, for: "killed")
        }
    }

    func lastOwnCertificate(_ nvram: NVRAM) async throws -> Int? {
        let before = try await nvram.setting("killed", as: String.self).map(number)
        let keys = try await nvram.keyPairs().flatMap { [$0.privateKey, $0.publicKey] }
        let all = try await nvram.certificates().map(\.der) + keys
        guard let made = try common(all.map(Self.text), count: 3) else { return before }
        guard made == (before ?? 0) + 1 else { throw Half(kind: self) }
        return made
    }

    func writeStep(_ text: String, in nvram: NVRAM) async throws {
        try await nvram.step { nvram in
            try nvram.clearEvents()
            try nvram.clearAudit()
            try nvram.removeSetting("killed")
            try nvram.append([1], text: text)
            _ = try nvram.appendAudit([Array(text.utf8)], at: Date(), making: .oldest)
            try nvram.set(text, for: "killed")
        }
    }

    func lastStep(_ nvram: NVRAM) async throws -> Int? {
        let logged = try await nvram.events().map(\.text) + nvram.auditRecords().map(Self.text)
        return try common(logged + [try await nvram.setting("killed", as: String.self)].compactMap { $0 }, count: 3)
    }

    func putPiece(_ number: Int, in nvram: NVRAM) async throws {
        let piece = Array((text(number) + "\n").utf8)
        guard number % Self.rows == 1 else { return try await nvram.append(piece, toWebFile: "killed") }
        try await nvram.set(WebFile(path: "killed", headers: [:], link: "", body: piece))
    }

    func lastPiece(_ nvram: NVRAM) async throws -> Int? {
        let body = Self.text(try await nvram.webFile("killed")?.body ?? [])
        guard body.isEmpty || body.hasSuffix("\n") else { throw Half(kind: self) }
        return try series(body.split(separator: "\n").map(String.init))
    }
}
