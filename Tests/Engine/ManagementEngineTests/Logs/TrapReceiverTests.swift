import Foundation
import Glibc
import NVRAM
import TestSupport
import Testing

@testable import ObjectManager
@testable import ManagementEngine

/// Debian's receiver of traps, on a loopback address of its own.
private struct TrapReceiver {
    static let program = "/usr/sbin/snmptrapd"
    let port: UInt16 = 50_162
    let address = OwnAddress.next()
    private let process = Process()
    private let output = Pipe()
    private let folder = FileManager.default.temporaryDirectory.appending(path: "traps-\(UUID().uuidString)")
    private var untrustedText = ""

    /// Starts it, and returns once it listens: it says its version then.
    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let configuration = folder.appending(path: "configuration")
        try Data("disableAuthorization yes\n".utf8).write(to: configuration)
        process.executableURL = URL(filePath: Self.program)
        // In front, without names of hosts, to standard output, with this configuration and no names of objects.
        process.arguments = [
            "-f", "-n", "-Lo", "-C", "-c", configuration.path, "-m", "", "-On", "-F", "%N|%w|%q|%a|%v|end\\n",
            "udp:\(address):\(port)",
        ]
        process.environment = ["SNMP_PERSISTENT_DIR": folder.path]
        process.standardOutput = output
        try process.run()
        _ = try read(through: "NET-SNMP version")
    }

    /// What it says until these words have come.
    mutating func read(through words: String) throws -> String {
        while !untrustedText.contains(words) {
            let more = output.fileHandleForReading.availableData
            try #require(!more.isEmpty, "snmptrapd ended")
            untrustedText += String(decoding: more, as: UTF8.self)
        }
        return untrustedText
    }

    /// Ends it, whatever signals it has inherited as blocked.
    func end() throws {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try FileManager.default.removeItem(at: folder)
    }
}

@Suite("A receiver that nobody here wrote")
struct TrapReceiverTests {
    @Test(
        "reads a trap as what it is: the enterprise, the specific type, the engine's address and 47 bytes",
        .enabled(if: FileManager.default.isExecutableFile(atPath: TrapReceiver.program), "snmptrapd is not installed")
    )
    func snmptrapd() async throws {
        let pc = try await ManagedPC()
        var receiver = try TrapReceiver()
        let created = await TrapTests.subscribe(pc, receiver.address, port: receiver.port)
        #expect(created.contains("ResourceCreated"))
        try await TrapTests.send([.bootFailed], by: pc)
        let fields = try receiver.read(through: "|end").replacing("\n", with: " ")
        let event = try #require(PlatformEvent(TrapTests.record(.bootFailed).bytes))
        let type = UInt32(event.sensorType) << 16 | UInt32(event.eventType) << 8 | UInt32(event.offset)
        #expect(fields.contains(".1.3.6.1.4.1.3183.1.1|6|.\(type)|127.0.0.1|.1.3.6.1.4.1.3183.1.1.1 = Hex-STRING: "))
        let bytes = fields.split(separator: "Hex-STRING: ").last?.split(separator: "|").first
        #expect(bytes?.split(separator: " ").count == 47)
        try receiver.end()
    }
}
