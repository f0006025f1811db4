import NVRAM

/// Writes that change several tables together.
extension WriteKind {
    private static let block: UInt32 = 1000
    /// Not at the beginning of a page, so that three pages change.
    private static let offset = 2000

    static func writeBlock(_ name: String, _ bytes: [UInt8], in nvram: NVRAM) async throws {
        try await nvram.withDataStore { store in
            store.tables.blocks[block] = DataStore.Block(owner: 7, size: 4 * 4096, isHidden: false, name: name)
            store.write(bytes, to: block, at: offset)
        }
    }

    /// The entry and the bytes are of the same write.
    func lastBlock(_ nvram: NVRAM) async throws -> Int? {
        let found: (name: String, bytes: [UInt8])? = try await nvram.withDataStore { store in
            guard let name = store.tables.blocks[Self.block]?.name else { return nil }
            let length = text(Int(name) ?? 0).utf8.count
            return (name, try store.bytes(of: Self.block, Self.offset..<Self.offset + length))
        }
        guard let found else { return nil }
        let number = try number(String(decoding: found.bytes, as: UTF8.self))
        guard found.name == String(number) else { throw Half(kind: self) }
        return number
    }

    /// The handles that a write of this number gives to filters; those of the next are others.
    private static func handles(_ number: Int) -> [UInt32] {
        (0..<rows).map { UInt32(number % 2 * rows + $0 + 1) }
    }

    func changeDefense(_ number: Int, in nvram: NVRAM) async throws {
        let text = text(number)
        var filters: [UInt32: String?] = [:]
        for handle in Self.handles(number - 1) { filters.updateValue(nil, forKey: handle) }
        for handle in Self.handles(number) { filters[handle] = text }
        try await nvram.changeDefense(filters: filters, policies: [1: text], setting: ("killed", text))
    }

    func lastDefense(_ nvram: NVRAM) async throws -> Int? {
        let filters = try await nvram.defenseRecords(.filter, as: String.self)
        let policies = try await nvram.defenseRecords(.policy, as: String.self)
        let setting = try await nvram.setting("killed", as: String.self)
        let texts = Array(filters.values) + Array(policies.values) + [setting].compactMap { $0 }
        guard let number = try common(texts, count: Self.rows + 2) else { return nil }
        guard filters.keys.sorted() == Self.handles(number) else { throw Half(kind: self) }
        return number
    }

    static func webFile(_ text: String) -> WebFile {
        WebFile(path: "killed", headers: ["X-Text": text], link: "", body: Array(text.utf8))
    }

    static func parts(of file: WebFile?) -> [String] {
        guard let file else { return [] }
        return Array(file.headers.values) + [String(decoding: file.body, as: UTF8.self)]
    }
}
