import FoundationEssentials
import Glibc

// Prints the parity table: what of each class of the AMT schema acts, reads, or is refused, and why. What acts is asked
// of a simulated endpoint, over WS-Management; nothing of it is claimed here.

guard let path = CommandLine.arguments.dropFirst().first, let data = FileManager.default.contents(atPath: path) else {
    print("usage: sekisho-parity CLASSES > TABLE")
    exit(64)
}
let schema = SchemaClass.list(String(decoding: data, as: UTF8.self))
var rows: [ParityRow] = []
for declared in schema {
    rows.append(try await ParityRow(asking: Endpoint(), about: declared, in: schema))
}
print(ParityTable(rows: rows).text, terminator: "")
let unexplained = rows.filter { [.refused, .empty].contains($0.kind) && $0.remark.isEmpty }
if !unexplained.isEmpty {
    let names = unexplained.map(\.declared.name).joined(separator: ", ")
    let complaint = Array("sekisho-parity: no reason is given why these are refused or empty: \(names)\n".utf8)
    write(STDERR_FILENO, complaint, complaint.count)
    exit(1)
}
