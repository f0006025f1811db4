/// Columns of text.
struct Table {
    private let header: [String]
    private var rows: [[String]] = []

    /// A table with the names of its columns.
    init(_ header: String...) {
        self.header = header
    }

    /// Adds a line.
    mutating func add(_ cells: String...) {
        rows.append(cells.map(Printable.line))
    }

    /// The text; columns are as wide as their widest cell.
    var text: String {
        guard !rows.isEmpty else { return "(none)" }
        let all = [header.map { $0.uppercased() }] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { Self.line($0, widths) }.joined(separator: "\n")
    }

    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
        return String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
}

/// Text from the network, made harmless for a terminal.
enum Printable {
    /// One line without control characters.
    static func line(_ untrustedText: String) -> String {
        clean(untrustedText.replacing("\n", with: " "))
    }

    /// Several lines without other control characters.
    static func clean(_ untrustedText: String) -> String {
        String(
            String.UnicodeScalarView(
                untrustedText.unicodeScalars.map { scalar in
                    let isControl = scalar.properties.generalCategory == .control && scalar != "\n"
                    return isControl ? "\u{FFFD}" : scalar
                }
            )
        )
    }
}
