import CNFLog
import Glibc
import NIOPosix

/// The packets that the kernel's rules log to one NFLOG group.
struct PacketLog: Sendable {
    let group: UInt16
    let threads: NIOThreadPool

    /// The packets that a rule of the guard has caught, from a thread of their own.
    ///
    /// The stream ends when the kernel refuses the group.
    func packets() -> AsyncStream<LoggedPacket> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: LoggedPacket.self,
            bufferingPolicy: .bufferingNewest(256)
        )
        // Each packet at once: the kernel would gather a hundred, or wait for a second.
        follow(snapLength: 256, gather: 1) { record in
            if case .terminated = continuation.yield(record.logged) { return false }
            return true
        } end: {
            continuation.finish()
        }
        return stream
    }

    /// Gives each packet to a closure, from a thread of their own, until the program ends.
    func keep(_ take: @escaping @Sendable (KeptPacket) -> Void) {
        follow(snapLength: 512, gather: 16) { record in
            take(record.kept)
            return true
        }
    }

    private func follow(
        snapLength: UInt32,
        gather: UInt32,
        take: @escaping @Sendable (NFLogRecord) -> Bool,
        end: @escaping @Sendable () -> Void = {}
    ) {
        let group = group
        threads.submit { state in
            if case .active = state { Self.read(group, snapLength, gather, Sink(take)) }
            end()
        }
    }

    private static func read(_ group: UInt16, _ snapLength: UInt32, _ gather: UInt32, _ sink: Sink) {
        guard let handle = nflog_open() else { return }
        defer { nflog_close(handle) }
        guard let bound = nflog_bind_group(handle, group) else { return }
        nflog_set_mode(bound, 2, snapLength)  // NFULNL_COPY_PACKET
        nflog_set_qthresh(bound, gather)
        let kept = Unmanaged.passRetained(sink)
        defer { kept.release() }
        nflog_callback_register(bound, { _, _, record, sink in Sink.take(record, sink) }, kept.toOpaque())
        receive(handle, sink)
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

/// A packet as the library's callback has it.
struct NFLogRecord {
    let record: OpaquePointer

    /// What a person should know of it.
    var logged: LoggedPacket {
        let rule = nflog_get_prefix(record).map { String(cString: $0) } ?? ""
        let etherType = nflog_get_msg_packet_hdr(record).map { UInt16(bigEndian: $0.pointee.hw_protocol) } ?? 0
        return LoggedPacket(rule: rule, untrustedPayload: payload(longest: 256), etherType: etherType)
    }

    /// What is kept of it for evidence.
    var kept: KeptPacket {
        var now = timeval()
        gettimeofday(&now, nil)
        let bytes = payload(longest: 512)
        return KeptPacket(
            microseconds: UInt64(now.tv_sec) * 1_000_000 + UInt64(now.tv_usec),
            length: Self.length(bytes),
            bytes: bytes
        )
    }

    private func payload(longest: Int) -> [UInt8] {
        var start: UnsafeMutablePointer<CChar>?
        let length = max(0, min(Int(nflog_get_payload(record, &start)), longest))
        return start.map { UnsafeRawBufferPointer(start: $0, count: length).map { $0 } } ?? []
    }

    /// The length that the IP header tells.
    private static func length(_ bytes: [UInt8]) -> UInt32 {
        guard bytes.count >= 6 else { return 0 }
        return bytes[0] >> 4 == 4
            ? UInt32(bytes[2]) << 8 | UInt32(bytes[3]) : 40 + (UInt32(bytes[4]) << 8 | UInt32(bytes[5]))
    }
}

/// Where the library's callback puts what it was given; lives on the reading thread only.
private final class Sink {
    private let take: (NFLogRecord) -> Bool
    private(set) var isOver = false

    init(_ take: @escaping (NFLogRecord) -> Bool) { self.take = take }

    static func take(_ record: OpaquePointer?, _ sink: UnsafeMutableRawPointer?) -> Int32 {
        guard let record, let sink else { return 0 }
        let own = Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue()
        if !own.take(NFLogRecord(record: record)) { own.isOver = true }
        return 0
    }
}
