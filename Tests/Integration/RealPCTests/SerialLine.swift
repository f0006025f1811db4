import Dispatch
import Glibc

/// The serial line of the PC, as the person at it has it.
final class SerialLine: Sendable {
    private let descriptor: CInt

    init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw Silence() }
    }

    deinit { close(descriptor) }

    /// Types a key.
    func send(_ byte: UInt8) async throws {
        try await wait(for: BootSector.ticks)
        guard withUnsafeBytes(of: byte, { write(descriptor, $0.baseAddress, 1) }) == 1 else { throw Silence() }
    }

    /// Reads until a byte comes.
    func wait(for byte: UInt8) async throws { try await wait(for: [byte]) }

    /// Reads until these bytes come, one after the other, and returns what came.
    @discardableResult
    func wait(for wanted: [UInt8]) async throws -> String {
        let descriptor = descriptor
        let bytes = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: Self.read(descriptor, until: wanted)) }
        }
        guard let bytes else { throw Silence() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func read(_ descriptor: CInt, until wanted: [UInt8]) -> [UInt8]? {
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        var byte: UInt8 = 0
        var bytes: [UInt8] = []
        while poll(&ready, 1, 60_000) == 1, Glibc.read(descriptor, &byte, 1) == 1 {
            bytes.append(byte)
            if bytes.suffix(wanted.count) == wanted[...] { return bytes }
        }
        return nil
    }

    struct Silence: Error {}
}
