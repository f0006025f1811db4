import Glibc
import NIOPosix

/// The character device of the link to the engine: read and written whole, with an other side that comes and goes.
struct LinkPort: Sendable {
    /// What the port reports.
    enum Report: Sendable, Equatable {
        /// The engine has opened its side.
        case connected
        /// The engine has closed its side.
        case disconnected
        /// These bytes have arrived.
        case bytes([UInt8])
    }

    private let file: Int32
    private let threads: NIOThreadPool

    /// Opens the port; it stays open for the life of the program.
    init(path: String, threads: NIOThreadPool) throws(ApplianceError) {
        self.init(file: open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC), threads: threads)
        guard file >= 0 else { throw .failed("no link at \(path): errno \(errno)") }
    }

    /// Takes an open file that does not block.
    init(file: Int32, threads: NIOThreadPool) {
        self.file = file
        self.threads = threads
    }

    /// What happens at the port, from a thread of its own.
    func reports() -> AsyncStream<Report> {
        let (stream, continuation) = AsyncStream.makeStream(of: Report.self)
        let over = Abandonment()
        continuation.onTermination = { _ in over.request() }
        threads.submit { [self] _ in
            var isConnected = false
            while !over.isRequested {
                for report in next(&isConnected) { continuation.yield(report) }
            }
            continuation.finish()
        }
        return stream
    }

    /// What has happened since; waits for it, but not long.
    ///
    /// While the other side is away the port counts as readable, and reading gives its end.
    private func next(_ isConnected: inout Bool) -> [Report] {
        var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
        let bytes = poll(&waiting, 1, 500) > 0 ? read() : []
        let isThere = bytes.map { !$0.isEmpty || waiting.revents & Int16(POLLHUP) == 0 } ?? false
        let change: [Report] = isThere == isConnected ? [] : [isThere ? .connected : .disconnected]
        isConnected = isThere
        if !isThere { usleep(100_000) }
        guard let bytes, !bytes.isEmpty else { return change }
        return change + [.bytes(bytes)]
    }

    /// The bytes that are there, possibly none; nil at the end.
    private func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = Glibc.read(file, &buffer, buffer.count)
        if count < 0 { return errno == EAGAIN || errno == EINTR ? [] : nil }
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }

    /// Writes a line; false when the engine does not take it in time, and the line is then lost.
    func write(_ line: [UInt8]) async -> Bool {
        (try? await threads.runIfActive { writeHere(line) }) ?? false
    }

    private func writeHere(_ line: [UInt8]) -> Bool {
        var written = 0
        var patience = 20
        while written < line.count, patience > 0 {
            let count = line.withUnsafeBytes {
                Glibc.write(file, $0.baseAddress?.advanced(by: written), line.count - written)
            }
            if count > 0 {
                written += count
            } else {
                patience -= 1
                var waiting = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
                if poll(&waiting, 1, 500) > 0, waiting.revents & Int16(POLLHUP) != 0 { return false }
            }
        }
        return written == line.count
    }
}
