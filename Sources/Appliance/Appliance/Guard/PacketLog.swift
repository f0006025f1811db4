import CNFLog
import Glibc
import NIOPosix

/// The packets that the kernel's rules log to one NFLOG group.
struct PacketLog: Sendable {
    let group: UInt16
    let threads: NIOThreadPool

    /// The logged packets, from a thread of their own; the stream ends when the kernel refuses the group.
    func packets() -> AsyncStream<LoggedPacket> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: LoggedPacket.self,
            bufferingPolicy: .bufferingNewest(256)
        )
        let group = group
        threads.submit { state in
            if case .active = state { Self.read(group, into: continuation) }
            continuation.finish()
        }
        return stream
    }

    private static func read(_ group: UInt16, into continuation: AsyncStream<LoggedPacket>.Continuation) {
        guard let handle = nflog_open() else { return }
        defer { nflog_close(handle) }
        guard let bound = nflog_bind_group(handle, group) else { return }
        nflog_set_mode(bound, 2, 128)  // NFULNL_COPY_PACKET
        // Each packet at once: the kernel would gather a hundred, or wait for a second.
        nflog_set_qthresh(bound, 1)
        let sink = Unmanaged.passRetained(Sink(continuation))
        defer { sink.release() }
        nflog_callback_register(bound, { _, _, record, sink in Sink.take(record, sink) }, sink.toOpaque())
        receive(handle, sink.takeUnretainedValue())
    }

    private static func receive(_ handle: OpaquePointer, _ sink: Sink) {
        var buffer = [CChar](repeating: 0, count: 64 << 10)
        while !sink.isOver {
            var waiting = pollfd(fd: nflog_fd(handle), events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 500) > 0 else { continue }
            let count = recv(nflog_fd(handle), &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 {
                nflog_handle_packet(handle, &buffer, Int32(count))
            } else if errno != ENOBUFS, errno != EINTR, errno != EAGAIN {
                return
            }
        }
    }
}

/// Where the library's callback puts what it was given; lives on the reading thread only.
private final class Sink {
    private let continuation: AsyncStream<LoggedPacket>.Continuation
    private(set) var isOver = false

    init(_ continuation: AsyncStream<LoggedPacket>.Continuation) { self.continuation = continuation }

    static func take(_ record: OpaquePointer?, _ sink: UnsafeMutableRawPointer?) -> Int32 {
        guard let record, let sink else { return 0 }
        let packet = packet(record)
        let own = Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue()
        if case .terminated = own.continuation.yield(packet) { own.isOver = true }
        return 0
    }

    private static func packet(_ record: OpaquePointer) -> LoggedPacket {
        var start: UnsafeMutablePointer<CChar>?
        let length = max(0, min(Int(nflog_get_payload(record, &start)), 128))
        let payload = start.map { UnsafeRawBufferPointer(start: $0, count: length).map { $0 } } ?? []
        let rule = nflog_get_prefix(record).map { String(cString: $0) } ?? ""
        let etherType = nflog_get_msg_packet_hdr(record).map { UInt16(bigEndian: $0.pointee.hw_protocol) } ?? 0
        return LoggedPacket(rule: rule, untrustedPayload: payload, etherType: etherType)
    }
}
