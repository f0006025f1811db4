import FoundationEssentials
import Inventory

/// The data store in the hands of one request: its tables, and the bytes behind them.
public struct OpenDataStore {
    /// The tables; changes are kept when the request succeeds.
    public var tables: DataStore
    fileprivate var writes: [(block: UInt32, offset: Int, bytes: [UInt8])] = []
    fileprivate let database: SQLiteDatabase

    /// The bytes of a block; what was never written is 0xFF, as in erased flash.
    public func bytes(of block: UInt32, _ range: Range<Int>) throws(NVRAMError) -> [UInt8] {
        var bytes: [UInt8] = []
        var place = range.lowerBound
        while place < range.upperBound {
            let (page, start) = place.quotientAndRemainder(dividingBy: DataStore.pageSize)
            let count = min(DataStore.pageSize - start, range.upperBound - place)
            bytes += try database.page(page, of: block)[start..<start + count]
            place += count
        }
        return bytes
    }

    /// Writes bytes into a block once the request has succeeded.
    public mutating func write(_ bytes: [UInt8], to block: UInt32, at offset: Int) {
        writes.append((block, offset, bytes))
    }
}

extension NVRAM {
    /// Does all of `body` on the data store, or, when it throws, nothing.
    public func withDataStore<Answer: Sendable>(
        _ body: @Sendable (inout OpenDataStore) throws -> Answer
    ) throws -> Answer {
        let before = try readDataStore()
        var open = OpenDataStore(tables: before, database: database)
        let answer = try body(&open)
        guard open.tables != before || !open.writes.isEmpty else { return answer }
        try database.transaction { () throws(NVRAMError) in
            try keep(open.tables, instead: before)
            for write in open.writes { try database.write(write.bytes, to: write.block, at: write.offset) }
        }
        return answer
    }

    private func readDataStore() throws(NVRAMError) -> DataStore {
        var store = DataStore()
        for row in try database.run("SELECT kind, handle, record FROM store_entry") {
            guard let kind = row[0].text, let number = row[1].integer, let handle = UInt32(exactly: number) else {
                throw .malformed("entry of the data store")
            }
            try store.add(row[2], kind: kind, handle: handle)
        }
        let facts = try database.run(
            "SELECT count(*) FROM store_page WHERE block BETWEEN 1 AND ?",
            [.integer(Int64(DataStore.greatestFactsCount))]
        )
        store.addFacts(blocks: Int(facts.first?.first?.integer ?? 0))
        return store
    }

    private func keep(_ after: DataStore, instead before: DataStore) throws(NVRAMError) {
        try keep("enterprise", after.enterprises, instead: before.enterprises)
        try keep("partner", after.partners, instead: before.partners)
        try keep("application", after.applications, instead: before.applications)
        try keep("block", after.blocks, instead: before.blocks)
        try keep("group", after.groups, instead: before.groups)
        try keep("shares", [0: after.shares], instead: [0: before.shares])
        for block in before.blocks.keys where after.blocks[block] == nil {
            try database.run("DELETE FROM store_page WHERE block = ?", [.integer(Int64(block))])
        }
    }

    private func keep<Entry: Codable & Hashable>(
        _ kind: String,
        _ after: [UInt32: Entry],
        instead before: [UInt32: Entry]
    ) throws(NVRAMError) {
        let set = """
            INSERT INTO store_entry (kind, handle, record) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET record = excluded.record
            """
        for (handle, entry) in after where before[handle] != entry {
            try database.run(set, [.text(kind), .integer(Int64(handle)), Record.encode(entry)])
        }
        for handle in before.keys where after[handle] == nil {
            let remove = "DELETE FROM store_entry WHERE kind = ? AND handle = ?"
            try database.run(remove, [.text(kind), .integer(Int64(handle))])
        }
    }
}

extension NVRAM {
    /// Writes the software facts into their blocks of the data store; part of the transaction that changes them.
    func copyFactsToDataStore() throws(NVRAMError) {
        let revision = try (setting("dataStoreRevision", as: UInt64.self) ?? 0) &+ 1
        try set(revision, for: "dataStoreRevision")
        let text = SoftwareFactsText(try facts(), revision: revision, atMost: DataStore.greatestFactsCount)
        for (place, piece) in text.pieces.enumerated() {
            let rest = Array(repeating: UInt8(0xFF), count: DataStore.pageSize - piece.count)
            try database.setPage(0, of: UInt32(place + 1), to: piece + rest)
        }
        try database.run(
            "DELETE FROM store_page WHERE block > ? AND block <= ?",
            [.integer(Int64(text.pieces.count)), .integer(Int64(DataStore.greatestFactsCount))]
        )
    }
}

extension DataStore {
    fileprivate mutating func add(_ column: SQLiteValue, kind: String, handle: UInt32) throws(NVRAMError) {
        let what = "\(kind) of the data store"
        switch kind {
        case "enterprise": enterprises[handle] = try Record.decode(Enterprise.self, from: column, what: what)
        case "partner": partners[handle] = try Record.decode(Partner.self, from: column, what: what)
        case "application": applications[handle] = try Record.decode(Application.self, from: column, what: what)
        case "block": blocks[handle] = try Record.decode(Block.self, from: column, what: what)
        case "group": groups[handle] = try Record.decode(Group.self, from: column, what: what)
        case "shares": shares = try Record.decode(Shares.self, from: column, what: what)
        default: throw .malformed(what)
        }
    }
}

extension SQLiteDatabase {
    fileprivate func page(_ page: Int, of block: UInt32) throws(NVRAMError) -> [UInt8] {
        let sql = "SELECT bytes FROM store_page WHERE block = ? AND page = ?"
        guard let row = try run(sql, [.integer(Int64(block)), .integer(Int64(page))]).first else {
            return Array(repeating: 0xFF, count: DataStore.pageSize)
        }
        guard let bytes = row[0].blob, bytes.count == DataStore.pageSize else {
            throw .malformed("page of the data store")
        }
        return bytes
    }

    fileprivate func setPage(_ page: Int, of block: UInt32, to bytes: [UInt8]) throws(NVRAMError) {
        let sql = """
            INSERT INTO store_page (block, page, bytes) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET bytes = excluded.bytes
            """
        try run(sql, [.integer(Int64(block)), .integer(Int64(page)), .blob(bytes)])
    }

    fileprivate func write(_ bytes: [UInt8], to block: UInt32, at offset: Int) throws(NVRAMError) {
        var rest = bytes[...]
        var place = offset
        while !rest.isEmpty {
            let (page, start) = place.quotientAndRemainder(dividingBy: DataStore.pageSize)
            let part = rest.prefix(DataStore.pageSize - start)
            var whole = try self.page(page, of: block)
            whole.replaceSubrange(start..<start + part.count, with: part)
            try setPage(page, of: block, to: whole)
            rest = rest.dropFirst(part.count)
            place += part.count
        }
    }
}
