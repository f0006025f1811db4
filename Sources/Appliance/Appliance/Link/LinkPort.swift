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
                let report = next(&isConnected)
                if let report { continuation.yield(report) }
            }
            continuation.finish()
        }
        return stream
    }

    private func next(_ isConnected: inout Bool) -> Report? {
        var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
        let ready = poll(&waiting, 1, 500)
        let isGone = ready > 0 && waiting.revents & Int16(POLLHUP) != 0
        if isGone, waiting.revents & Int16(POLLIN) == 0 {
            usleep(100_000)
            defer { isConnected = false }
            return isConnected ? .disconnected : nil
        }
        if !isConnected {
            isConnected = true
            return .connected
        }
        return ready > 0 ? read() : nil
    }

    private func read() -> Report? {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = Glibc.read(file, &buffer, buffer.count)
        if count == 0 { usleep(100_000) }
        return count > 0 ? .bytes(Array(buffer.prefix(count))) : nil
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
