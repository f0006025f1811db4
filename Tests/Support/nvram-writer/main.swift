import Glibc
import NVRAM

// Writes to the store named by the first argument until it is killed, and prints each number once it is stored.
let nvram = try NVRAM(path: CommandLine.arguments[1])
var number = try await nvram.setting("count", as: Int.self) ?? 0
while true {
    number += 1
    try await nvram.append([1, 2, 3], text: "\(number)")
    try await nvram.set(number, for: "count")
    print(number)
    fflush(nil)
}
