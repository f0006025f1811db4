/// The table, as Markdown.
struct ParityTable {
    let rows: [ParityRow]

    var text: String {
        let counts = [ParityRow.Kind.acts, .answers, .reads, .base, .empty, .refused].map { kind in
            "\(rows.count { $0.kind == kind }) \(kind.rawValue)"
        }
        return """
            # Parity with AMT

            Each class of the AMT schema, and what of it works, as a simulated endpoint answers that has one instance of each
            class of which consoles make some (`make docs` prints this, `make check` looks whether it is still so):
            \(counts.joined(separator: ", ")), of \(rows.count).

            - *acts*: something of it changes the PC or the engine; what, stands beside it.
            - *answers*: its methods are there, and nothing changes by them; why, stands beside it.
            - *reads*: its instances are read, and are the engine's real state.
            - *base*: other classes derive from it; an enumeration lists their instances.
            - *empty*: known, and truthfully without instances on this endpoint.
            - *refused*: not served; the reason stands beside it.

            Methods that are refused though their class is served stand in a column of their own, each with its reason.

            | class | | instances | answered | refused | remark |
            |---|---|--:|---|---|---|

            """ + rows.map(line).joined()
    }

    private func line(_ row: ParityRow) -> String {
        let cells = [
            row.declared.name, row.kind.rawValue, String(row.count), row.answered.joined(separator: " "),
            row.refused.joined(separator: " "), row.remark,
        ]
        return "| " + cells.joined(separator: " | ") + " |\n"
    }
}
