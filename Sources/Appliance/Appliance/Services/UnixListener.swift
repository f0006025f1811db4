import Glibc

/// A listening unix stream socket.
struct UnixListener: Sendable {
    private let socket: Int32

    /// Takes the path, whoever had it before.
    init(path: String) throws(ApplianceError) {
        socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard socket >= 0, path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw .failed("no socket \(path)")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        unlink(path)
        let socket = socket
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, listen(socket, 4) == 0 else { throw .failed("cannot listen on \(path): errno \(errno)") }
    }

    /// The next connection, or nil when none came in time.
    func accept(withinMilliseconds milliseconds: Int32) -> Int32? {
        var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, milliseconds) > 0 else { return nil }
        let connection = Glibc.accept(socket, nil, nil)
        guard connection >= 0 else { return nil }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        return connection
    }

    /// Stops listening.
    func close() { Glibc.close(socket) }
}
