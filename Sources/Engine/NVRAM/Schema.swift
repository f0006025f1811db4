/// The tables of the store, as the steps that led to them. A step that has shipped never changes.
enum Schema {
    static let steps: [[String]] = [
        [
            "CREATE TABLE setting (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
            "CREATE TABLE user (name TEXT PRIMARY KEY, record BLOB NOT NULL) STRICT, WITHOUT ROWID",
            """
            CREATE TABLE fact (kind TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL, installed REAL,
                learnt REAL NOT NULL, PRIMARY KEY (kind, name)) STRICT, WITHOUT ROWID
            """,
            "CREATE TABLE finding (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record BLOB NOT NULL) STRICT",
            """
            CREATE TABLE event (number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, bytes BLOB NOT NULL,
                text TEXT NOT NULL) STRICT
            """,
            "CREATE TABLE operation (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record BLOB NOT NULL) STRICT",
        ],
        [
            """
            CREATE TABLE certificate (handle INTEGER PRIMARY KEY, der BLOB NOT NULL, root INTEGER NOT NULL,
                made_here INTEGER NOT NULL) STRICT
            """,
            "CREATE TABLE key_pair (handle INTEGER PRIMARY KEY, private BLOB NOT NULL, public BLOB NOT NULL) STRICT",
        ],
        ["CREATE TABLE audit (number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, bytes BLOB NOT NULL) STRICT"],
        [
            """
            CREATE TABLE web_file (path TEXT PRIMARY KEY, headers BLOB NOT NULL, link TEXT NOT NULL,
                body BLOB NOT NULL) STRICT, WITHOUT ROWID
            """
        ],
        [
            "CREATE TABLE defense_filter (handle INTEGER PRIMARY KEY, record BLOB NOT NULL) STRICT",
            "CREATE TABLE defense_policy (handle INTEGER PRIMARY KEY, record BLOB NOT NULL) STRICT",
        ],
        [
            """
            CREATE TABLE store_entry (kind TEXT NOT NULL, handle INTEGER NOT NULL, record BLOB NOT NULL,
                PRIMARY KEY (kind, handle)) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE store_page (block INTEGER NOT NULL, page INTEGER NOT NULL, bytes BLOB NOT NULL,
                PRIMARY KEY (block, page)) STRICT, WITHOUT ROWID
            """,
        ],
    ]

    /// Brings a store to the newest schema, step by step.
    static func migrate(_ database: SQLiteDatabase) throws(NVRAMError) {
        let found = Int(try database.run("PRAGMA user_version").first?.first?.integer ?? 0)
        guard found <= steps.count else {
            throw .newerSchema(found: found, known: steps.count)
        }
        for (index, statements) in steps.enumerated().dropFirst(found) {
            try database.transaction { () throws(NVRAMError) in
                for statement in statements {
                    try database.run(statement)
                }
                try database.run("PRAGMA user_version = \(index + 1)")
            }
        }
    }
}
