import Glibc
import NIOPosix
import Suricata

/// The unix socket to which Suricata writes its event records.
struct AlertListener: Sendable {
    let path: String
    let threads: NIOThreadPool

    /// Listens and returns the alerts that arrive, over every connection that Suricata makes; one at a time.
    func alerts() throws(ApplianceError) -> AsyncStream<SuricataAlert> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: SuricataAlert.self,
            bufferingPolicy: .bufferingNewest(256)
        )
        let over = Abandonment()
        continuation.onTermination = { _ in over.request() }
        let listener = try UnixListener(path: path)
        threads.submit { _ in
            while !over.isRequested {
                guard let connection = listener.accept(withinMilliseconds: 500) else { continue }
                Self.read(connection, into: continuation, until: over)
                close(connection)
            }
            listener.close()
            continuation.finish()
        }
        return stream
    }

    private static func read(
        _ connection: Int32,
        into continuation: AsyncStream<SuricataAlert>.Continuation,
        until over: Abandonment
    ) {
        var reader = EVEReader()
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while !over.isRequested {
            var waiting = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 500) > 0 else { continue }
            let count = Glibc.read(connection, &buffer, buffer.count)
            guard count > 0 else { return }
            for case .alert(let alert) in reader.receive(buffer[..<count]) { continuation.yield(alert) }
        }
    }
}

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
