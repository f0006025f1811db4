import NFTables
import PacketPolicy

// Drives a chassis' filter by lines, for tests and benchmarks that need the kernel's answer and nothing around it.
let arguments = CommandLine.arguments.dropFirst()
guard let mac = arguments.first.flatMap({ MACAddress(untrusted: $0) }) else {
    print("usage: sekisho-filter HARDWARE-ADDRESS [EXTRA-ETHER-TYPE ...] < COMMANDS")
    throw UsageError.wrong
}
let types = arguments.dropFirst().compactMap { UInt16($0, radix: 16).map(EtherType.init) }
let session = try FilterSession(chassis: Chassis(), hardwareAddress: mac, extraEtherTypes: Set(types))
while let line = readLine() {
    answer(await session.carryOut(line))
}
