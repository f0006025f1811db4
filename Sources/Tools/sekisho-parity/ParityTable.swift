/// The table, as Markdown.
struct ParityTable {
    let rows: [ParityRow]

    var text: String {
        let counts = [ParityRow.Kind.acts, .reads, .base, .empty, .refused].map { kind in
            "\(rows.count { $0.kind == kind }) \(kind.rawValue)"
        }
        return """
            # Parity with AMT

            Each class of the AMT schema, and what of it works, as a simulated endpoint answered when this was printed
            (`make docs`): \(counts.joined(separator: ", ")), of \(rows.count).

            - *acts*: something of it changes the PC or the engine; what, stands beside it.
            - *reads*: its instances are read, and are the engine's real state.
            - *base*: other classes derive from it; an enumeration lists their instances.
            - *empty*: known, and truthfully without instances on this endpoint.
            - *refused*: not served; the reason stands beside it.

            | class | | instances | answered | refused | remark |
            |---|---|--:|---|---|---|

            """ + rows.map(line).joined()
    }

    private func line(_ row: ParityRow) -> String {
        let cells = [
            row.declared.name, row.kind.rawValue, String(row.count), row.acting.joined(separator: " "),
            row.refused.joined(separator: " "), row.remark,
        ]
        return "| " + cells.joined(separator: " | ") + " |\n"
    }
}
