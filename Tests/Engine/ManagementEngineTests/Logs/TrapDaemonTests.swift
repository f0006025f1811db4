import Foundation
import Testing

@testable import ManagementEngine

private let program = "/usr/sbin/snmptrapd"

@Suite("Net-SNMP's trap daemon", .enabled(if: FileManager.default.isExecutableFile(atPath: program)))
struct TrapDaemonTests {
    @Test("reads a trap as what it is", .timeLimit(.minutes(1)))
    func reading() async throws {
        let (address, port) = ("127.21.6.1", UInt16(16_162))
        let daemon = Process()
        daemon.executableURL = URL(filePath: program)
        daemon.arguments = [
            "-f", "-Le", "-C", "-On", "-m", "", "--disableAuthorization=yes", "udp:\(address):\(port)",
        ]
        let output = Pipe()
        daemon.standardError = output
        let (pieces, arrived) = AsyncStream.makeStream(of: Data.self)
        output.fileHandleForReading.readabilityHandler = { handle in
            let piece = handle.availableData
            if piece.isEmpty { arrived.finish() } else { arrived.yield(piece) }
        }
        try daemon.run()
        defer { daemon.terminate() }
        var reader = pieces.makeAsyncIterator()
        var said = ""
        /// Reads on until the daemon has said this; false when it says no more.
        func hasSaid(_ text: String) async -> Bool {
            while !said.contains(text) {
                guard let piece = await reader.next() else { return false }
                said += String(decoding: piece, as: UTF8.self)
            }
            return true
        }
        #expect(await hasSaid("NET-SNMP version"))
        try Datagram.send(Self.trap().bytes, to: address, port: port)
        #expect(await hasSaid("00 00 C1"))
        #expect(said.contains("TRAP, SNMP v1, community branch"))
        #expect(said.contains(".1.3.6.1.4.1.3183.1.1 Enterprise Specific Trap (421637) Uptime: 0:00:01.28"))
        #expect(said.contains(".1.3.6.1.4.1.3183.1.1.1 = Hex-STRING: 01 02 03 04 05 06 07 08"))
    }

    private static func trap() throws -> PlatformEventTrap {
        let attack = LoggedEvent.passwordAttack(count: 10, from: "")
        return PlatformEventTrap(
            event: try #require(PlatformEvent(attack.record(at: Date(timeIntervalSince1970: 1_700_000_000)))),
            community: "branch",
            agent: [10, 0, 0, 1],
            guid: Array(1...16),
            sequence: 1,
            uptime: 128
        )
    }
}
