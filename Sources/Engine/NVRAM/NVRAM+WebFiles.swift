import FoundationEssentials

/// A file that an administrator keeps on the board for browsers.
public struct WebFile: Sendable, Hashable {
    /// Where it is, under the storage's own path.
    public var path: String
    /// The headers that it is served with.
    public var headers: [String: String]
    /// What a console shows as the text of a link to it; empty when it shows none.
    public var link: String
    /// What is in it.
    public var body: [UInt8]

    /// Creates a file from its parts.
    public init(path: String, headers: [String: String], link: String, body: [UInt8]) {
        self.path = path
        self.headers = headers
        self.link = link
        self.body = body
    }
}

extension NVRAM {
    /// The files, without what is in them, with the sizes of that.
    public func webFiles() throws(NVRAMError) -> [(file: WebFile, size: Int)] {
        var files: [(WebFile, Int)] = []
        for row in try database.run("SELECT path, headers, link, length(body) FROM web_file ORDER BY path") {
            files.append((try Self.webFile(row, body: []), Int(row[3].integer ?? 0)))
        }
        return files
    }

    /// A file; nil when there is none.
    public func webFile(_ path: String) throws(NVRAMError) -> WebFile? {
        let rows = try database.run("SELECT path, headers, link, body FROM web_file WHERE path = ?", [.text(path)])
        guard let row = rows.first else { return nil }
        return try Self.webFile(row, body: row[3].blob ?? [])
    }

    /// Stores a file in place of what was there.
    public func set(_ file: WebFile) throws(NVRAMError) {
        let sql = "INSERT OR REPLACE INTO web_file (path, headers, link, body) VALUES (?, ?, ?, ?)"
        try database.run(sql, [.text(file.path), Record.encode(file.headers), .text(file.link), .blob(file.body)])
    }

    /// Puts more at the end of a file that is there.
    public func append(_ bytes: [UInt8], toWebFile path: String) throws(NVRAMError) {
        try database.run(
            "UPDATE web_file SET body = CAST(body || ? AS BLOB) WHERE path = ?",
            [.blob(bytes), .text(path)]
        )
    }

    /// Removes a file, and tells whether there was one.
    @discardableResult
    public func removeWebFile(_ path: String) throws(NVRAMError) -> Bool {
        try !database.run("DELETE FROM web_file WHERE path = ? RETURNING path", [.text(path)]).isEmpty
    }

    private static func webFile(_ row: [SQLiteValue], body: [UInt8]) throws(NVRAMError) -> WebFile {
        guard let path = row[0].text, let link = row[2].text else { throw .malformed("web file") }
        let headers = try Record.decode([String: String].self, from: row[1], what: "headers of a web file")
        return WebFile(path: path, headers: headers, link: link, body: body)
    }
}
