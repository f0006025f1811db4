import NFTables
import PacketPolicy

// Drives a chassis' filter by lines, for tests and benchmarks that need the kernel's answer and nothing around it.
let arguments = CommandLine.arguments.dropFirst()
guard let mac = arguments.first.flatMap({ MACAddress(untrusted: $0) }) else {
    print("usage: sekisho-filter HARDWARE-ADDRESS < COMMANDS")
    throw UsageError.wrong
}
let session = try FilterSession(chassis: Chassis(), hardwareAddress: mac)
while let line = readLine() {
    answer(await session.carryOut(line))
}
