public import FoundationEssentials

/// A record of the event log, with its text for people.
public struct EventRecord: Sendable, Hashable {
    /// The place in the log since it was made; grows by one a record.
    public var number: Int
    public var at: Date
    /// The record as AMT_MessageLog gives it: 21 bytes.
    public var bytes: [UInt8]
    public var text: String

    /// Creates a record from its parts.
    public init(number: Int, at: Date, bytes: [UInt8], text: String) {
        self.number = number
        self.at = at
        self.bytes = bytes
        self.text = text
    }
}

extension NVRAM {
    /// How many records the event log holds; the oldest make room.
    public static let eventLimit = 390

    /// The records of the event log, oldest first.
    public func events() throws(NVRAMError) -> [EventRecord] {
        var events: [EventRecord] = []
        for row in try database.run("SELECT number, at, bytes, text FROM event ORDER BY number") {
            guard let number = row[0].integer, let at = Record.date(row[1]), let bytes = row[2].blob,
                let text = row[3].text
            else {
                throw .malformed("event")
            }
            events.append(EventRecord(number: Int(number), at: at, bytes: bytes, text: text))
        }
        return events
    }

    /// How many records the event log holds.
    public func eventCount() throws(NVRAMError) -> Int {
        Int(try database.run("SELECT count(*) FROM event").first?.first?.integer ?? 0)
    }

    /// Whether the event log takes no records.
    public func isEventLogFrozen() throws(NVRAMError) -> Bool {
        try setting("eventLogFrozen", as: Bool.self) ?? false
    }

    /// Keeps the event log as it is, or lets it go on.
    public func freezeEventLog(_ isFrozen: Bool) throws(NVRAMError) { try set(isFrozen, for: "eventLogFrozen") }

    /// Adds a record to the event log and returns its number; 0 when the log is frozen.
    @discardableResult
    public func append(_ bytes: [UInt8], at: Date = Date(), text: String) throws(NVRAMError) -> Int {
        if try isEventLogFrozen() { return 0 }
        var number: Int64 = 0
        try database.transaction { () throws(NVRAMError) in
            let sql = "INSERT INTO event (at, bytes, text) VALUES (?, ?, ?) RETURNING number"
            number = try database.run(sql, [Record.column(at), .blob(bytes), .text(text)]).first?.first?.integer ?? 0
            try database.run("DELETE FROM event WHERE number <= ?", [.integer(number - Int64(Self.eventLimit))])
        }
        return Int(number)
    }

    /// Empties the event log; the numbers go on.
    public func clearEvents() throws(NVRAMError) {
        try database.run("DELETE FROM event")
    }
}
