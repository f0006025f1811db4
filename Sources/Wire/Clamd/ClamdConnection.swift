import Glibc

/// A conversation with clamd over its unix socket; blocking, so it belongs on a thread that may wait.
///
/// Commands in clamd's `z` form: a NUL ends each command and each answer.
public struct ClamdConnection: ~Copyable {
    private let socket: Int32
    private let timeoutMilliseconds: Int32
    private static let longestReply = 16 << 10

    /// Connects to clamd's socket and opens a session of several commands.
    public init(socketPath: String, timeoutSeconds: Int = 120) throws(ClamdError) {
        timeoutMilliseconds = Int32(clamping: timeoutSeconds * 1000)
        socket = try Self.session(at: socketPath)
    }

    deinit { close(socket) }

    /// Whether clamd answers. Maps to `PING`.
    public func ping() throws(ClamdError) -> Bool { try ask("PING") == "PONG" }

    /// The version of the engine and, with official databases, of those. Maps to `VERSION`.
    public func version() throws(ClamdError) -> String { try ask("VERSION") }

    /// Makes clamd read its databases again. Maps to `RELOAD`.
    public func reload() throws(ClamdError) { _ = try ask("RELOAD") }

    /// Scans one file by its path, which clamd opens itself. Maps to `SCAN`.
    public func scan(_ path: String) throws(ClamdError) -> ClamdVerdict {
        guard path.hasPrefix("/"), !path.utf8.contains(0) else { throw .invalidPath }
        return try ClamdVerdict(untrustedReply: ask("SCAN \(path)", longest: Self.longestReply), path: path)
    }

    private func ask(_ command: String, longest: Int = 4096) throws(ClamdError) -> String {
        try Self.send(command, to: socket)
        let reply = try receive(longest: longest)
        // In a session every answer begins with the number of its command.
        guard let colon = reply.firstIndex(of: ":"), Int(reply[..<colon]) != nil else { throw .unreadable }
        return String(reply[reply.index(after: colon)...].drop { $0 == " " })
    }

    private static func session(at path: String) throws(ClamdError) -> Int32 {
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw .disconnected(errno) }
        do throws(ClamdError) {
            try connect(socket, to: path)
            try send("IDSESSION", to: socket)
        } catch {
            close(socket)
            throw error
        }
        return socket
    }

    private static func connect(_ socket: Int32, to path: String) throws(ClamdError) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < room else { throw .invalidPath }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw .disconnected(errno) }
    }

    private static func send(_ command: String, to socket: Int32) throws(ClamdError) {
        let bytes = Array("z\(command)\0".utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw .disconnected(errno) }
            sent += count
        }
    }

    private func receive(longest: Int) throws(ClamdError) -> String {
        var reply: [UInt8] = []
        var byte: UInt8 = 0
        while reply.count <= longest {
            try waitUntilReadable()
            guard read(socket, &byte, 1) == 1 else { throw .disconnected(errno) }
            if byte == 0 { return String(decoding: reply, as: UTF8.self) }
            reply.append(byte)
        }
        throw .unreadable
    }

    private func waitUntilReadable() throws(ClamdError) {
        var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        let ready = poll(&waiting, 1, timeoutMilliseconds)
        guard ready != 0 else { throw .timedOut }
        guard ready > 0 else { throw .disconnected(errno) }
    }
}
