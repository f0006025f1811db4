import Glibc
import NVRAM
import NVRAMWrites

// Writes to the store that the first argument names, of the kind that the second names, until it is killed, and prints
// each number once it is stored.
guard CommandLine.arguments.count == 3, let kind = WriteKind(rawValue: CommandLine.arguments[2]) else {
    print("usage: nvram-writer PATH KIND")
    exit(2)
}
let nvram = try NVRAM(path: CommandLine.arguments[1])
var number = try await kind.last(in: nvram) ?? 0
while true {
    number += 1
    try await kind.write(number, to: nvram)
    print(number)
    fflush(nil)
}
