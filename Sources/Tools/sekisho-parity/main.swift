import FoundationEssentials
import Glibc

// Prints the parity table: what of each class of the AMT schema acts, answers, reads, or is refused, and why. What acts is
// asked of simulated endpoints, over WS-Management; nothing of it is claimed here. With a table that was printed before,
// it looks whether that one is still true.

func complain(_ text: String) -> Never {
    let bytes = Array("sekisho-parity: \(text)\n".utf8)
    write(STDERR_FILENO, bytes, bytes.count)
    exit(1)
}

let arguments = CommandLine.arguments.dropFirst()
guard let path = arguments.first, let data = FileManager.default.contents(atPath: path) else {
    print("usage: sekisho-parity CLASSES [TABLE]")
    exit(64)
}
let schema = SchemaClass.list(String(decoding: data, as: UTF8.self))
var rows: [ParityRow] = []
for declared in schema { rows.append(try await ParityRow(about: declared, in: schema)) }
let text = ParityTable(rows: rows).text
let unexplained = rows.flatMap(\.unexplained)
guard unexplained.isEmpty else { complain("no reason is given for \(unexplained.joined(separator: ", "))") }
if let printed = arguments.dropFirst().first {
    let old = FileManager.default.contents(atPath: printed).map { String(decoding: $0, as: UTF8.self) }
    if old != text { complain("\(printed) is not true any more; make docs prints it anew") }
} else {
    print(text, terminator: "")
}
