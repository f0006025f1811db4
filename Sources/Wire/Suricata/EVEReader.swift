import FoundationEssentials

/// Cuts the bytes that Suricata writes into records; what cannot be read is counted and skipped.
public struct EVEReader: Sendable {
    /// How many lines were refused so far.
    public private(set) var refused = 0
    private var line = Data()
    private var isSkipping = false

    /// Creates a reader at the start of a line.
    public init() {}

    /// Takes what has arrived and returns the records that it completes.
    public mutating func receive(_ untrustedBytes: some Sequence<UInt8>) -> [EVERecord] {
        var records: [EVERecord] = []
        for byte in untrustedBytes {
            if byte == UInt8(ascii: "\n") {
                endLine(into: &records)
            } else if !isSkipping {
                append(byte)
            }
        }
        return records
    }

    private mutating func append(_ byte: UInt8) {
        line.append(byte)
        guard line.count > EVERecord.longestLine else { return }
        line = Data()
        isSkipping = true
    }

    private mutating func endLine(into records: inout [EVERecord]) {
        if let record = try? EVERecord(untrustedLine: line), !isSkipping {
            records.append(record)
        } else if isSkipping || !line.isEmpty {
            refused += 1
        }
        line = Data()
        isSkipping = false
    }
}
