import Foundation
import Glibc
import Testing

@testable import VirtualPC

/// A LAN with DHCP and a server of ``UEFIProgram`` over HTTPS, in namespaces of its own.
final class BootLAN: Sendable {
    static let isPossible = ["/usr/sbin/dnsmasq", "/usr/bin/openssl", "/usr/bin/python3"].allSatisfy(
        FileManager.default.isExecutableFile
    )
    static let url = "https://10.77.0.1/boot.efi"

    private let folder: String
    private let tap = "sk" + UUID().uuidString.prefix(8).lowercased()
    private let server: Process
    private let input = Pipe()
    private let output = Pipe()

    /// Makes certificates and namespaces; the server serves once a tap is plugged in.
    init() throws {
        folder = FileManager.default.temporaryDirectory.path() + "sekisho-lan-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(UEFIProgram.bytes).write(to: URL(filePath: folder + "/boot.efi"))
        server = Process()
        server.executableURL = URL(filePath: "/usr/bin/unshare")
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Support/https-server").path()
        let namespaces = ["--net", "--pid", "--mount", "--fork", "--kill-child=SIGKILL", "--mount-proc"]
        server.arguments = namespaces + [script, folder, tap]
        server.standardInput = input
        server.standardOutput = output
        try server.run()
        try #require(wait(for: "ready"))
    }

    /// Certificates in DER: the server's authority, and one that has nothing to do with it.
    func authority(isRight: Bool) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: folder + (isRight ? "/ca.der" : "/other.der"))))
    }

    /// Opens a tap whose other end is in the LAN; it goes with its descriptor.
    func plugIn() throws(PCError) -> CInt {
        let descriptor = try KernelTaps().open(tap)
        do {
            let move = Process()
            move.executableURL = URL(filePath: "/sbin/ip")
            move.arguments = ["link", "set", "dev", tap, "netns", String(server.processIdentifier)]
            try move.run()
            move.waitUntilExit()
            try input.fileHandleForWriting.write(contentsOf: Data("in\n".utf8))
        } catch {
            throw .failed("\(error)")
        }
        guard wait(for: "up") else { throw .failed("the server of the LAN ended") }
        return descriptor
    }

    /// Ends everything and returns what the server was asked for.
    func end() -> String {
        cut()
        server.waitUntilExit()
        let requests = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        try? FileManager.default.removeItem(atPath: folder)
        return requests
    }

    deinit { cut() }

    /// The namespaces, and all in them, end with the process.
    private func cut() { if server.isRunning { kill(server.processIdentifier, SIGKILL) } }

    private func wait(for word: String) -> Bool {
        var line = ""
        while let byte = try? output.fileHandleForReading.read(upToCount: 1), let byte = byte.first {
            line.append(Character(UnicodeScalar(byte)))
            if line == word + "\n" { return true }
            if byte == UInt8(ascii: "\n") { line = "" }
        }
        return false
    }
}
