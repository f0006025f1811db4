import Glibc

/// A unix socket that listens before the program that will serve it runs.
enum UnixListener {
    /// Makes the socket in the place of what was there; only `user` can connect to it.
    ///
    /// Nobody else can before either: a umask that keeps others from writing keeps them from connecting.
    ///
    /// - Returns: the descriptor, which the caller closes.
    static func open(_ path: String, for user: UInt32) throws(PCError) -> CInt {
        unlink(path)
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        do throws(PCError) {
            try bind(descriptor, to: path)
            try FileAccess.giveStrictly(path, to: user, group: user, mode: 0o600)
            guard listen(descriptor, 8) == 0 else { throw failure(path) }
        } catch {
            close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func bind(_ descriptor: CInt, to path: String) throws(PCError) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let capacity = MemoryLayout.size(ofValue: address.sun_path) - 1
        guard path.utf8.count <= capacity else {
            throw .failed("\(path) is too long for a socket: \(capacity) bytes at most")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                Glibc.bind(descriptor, generic, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> PCError {
        .failed("the socket \(path) cannot be made: \(String(cString: strerror(errno)))")
    }
}
