import Glibc

/// A conversation with clamd over its unix socket; blocking, so it belongs on a thread that may wait.
///
/// Commands in clamd's `z` form: a NUL ends each command and each answer.
public struct ClamdConnection: ~Copyable {
    private let socket: Int32
    private let timeoutMilliseconds: Int32
    private static let longestReply = 4096

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

    /// Scans one open file, whatever its name is. Maps to `FILDES`.
    public func scan(_ file: Int32) throws(ClamdError) -> ClamdVerdict {
        try Self.send("FILDES", to: socket)
        try Self.send(descriptor: file, to: socket)
        return try ClamdVerdict(untrustedReply: answer())
    }

    private func ask(_ command: String) throws(ClamdError) -> String {
        try Self.send(command, to: socket)
        return try answer()
    }

    private func answer() throws(ClamdError) -> String {
        let reply = try receive(longest: Self.longestReply)
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

    /// Sends an open file beside one byte (unix(7), `SCM_RIGHTS`).
    private static func send(descriptor: Int32, to socket: Int32) throws(ClamdError) {
        var rights = Rights(descriptor: descriptor)
        var byte: UInt8 = 0
        let count = withUnsafeMutablePointer(to: &byte) { byte in
            withUnsafeMutablePointer(to: &rights) { rights in
                var part = iovec(iov_base: byte, iov_len: 1)
                return withUnsafeMutablePointer(to: &part) { part in
                    var message = msghdr()
                    (message.msg_iov, message.msg_iovlen) = (part, 1)
                    (message.msg_control, message.msg_controllen) = (UnsafeMutableRawPointer(rights), Rights.length)
                    return sendmsg(socket, &message, Int32(MSG_NOSIGNAL))
                }
            }
        }
        guard count == 1 else { throw .disconnected(errno) }
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

/// A control message (cmsg(3)) that carries one open file.
private struct Rights {
    private var header = cmsghdr()
    private var descriptor: Int32

    init(descriptor: Int32) {
        self.descriptor = descriptor
        header.cmsg_len = Self.length
        header.cmsg_level = SOL_SOCKET
        header.cmsg_type = Int32(SCM_RIGHTS)
    }

    /// The data begin where the header ends, for it is as long as its own alignment asks.
    static let length = MemoryLayout<cmsghdr>.stride + MemoryLayout<Int32>.size
}
