import NIOCore
import NIOPosix
import NIOSSL

/// A TCP connection that sends exactly what it is told, in the pieces that it is told.
struct RawConnection {
    typealias Channel = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var received: [UInt8] = []
    private let channel: any NIOCore.Channel

    /// Connects while `body` runs.
    static func open<Result>(
        to address: String,
        port: Int = Endpoint.port,
        tls: NIOSSLContext? = nil,
        _ body: (inout RawConnection) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: address, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        let handler = try NIOSSLClientHandler(context: tls, serverHostname: nil)
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    return try Channel(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: tls == nil)
                    )
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var connection = RawConnection(
                inbound: inbound.makeAsyncIterator(),
                outbound: outbound,
                channel: channel.channel
            )
            return try await body(&connection)
        }
    }

    private init(
        inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>,
        channel: any NIOCore.Channel
    ) {
        self.inbound = inbound
        self.outbound = outbound
        self.channel = channel
    }

    func send(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }

    func send(_ bytes: some Collection<UInt8> & Sendable) async throws {
        try await outbound.write(ByteBuffer(bytes: bytes))
    }

    /// Says that nothing more will come.
    func finish() { outbound.finish() }

    /// The next answer; nil when the peer closes before one has begun.
    mutating func reply() async throws -> RawReply? {
        while true {
            if let (reply, length) = try RawReply.read(received) {
                received.removeFirst(length)
                return reply
            }
            guard let more = try await inbound.next() else {
                guard received.isEmpty else {
                    throw RawReply.Malformed(text: String(decoding: received, as: UTF8.self))
                }
                return nil
            }
            received += Array(buffer: more)
        }
    }

    /// Whether the peer closes now without saying more.
    mutating func ends() async -> Bool {
        guard received.isEmpty else { return false }
        do {
            return try await inbound.next() == nil
        } catch {
            return true
        }
    }
}

/// An answer as it came.
struct RawReply {
    struct Malformed: Error { let text: String }

    let statusLine: String
    let headers: [(name: String, value: String)]
    let body: String
    /// The sizes of the chunks as they were written.
    let chunkSizes: [String]

    var status: Int { Int(statusLine.split(separator: " ").dropFirst().first ?? "") ?? 0 }
    var names: [String] { headers.map(\.name) }

    subscript(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    func all(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }

    /// Reads an answer from the beginning of what has come; nil when it is not all there.
    static func read(_ bytes: [UInt8]) throws -> (RawReply, length: Int)? {
        guard let head = end(of: "\r\n\r\n", in: bytes[...]) else { return nil }
        let lines = String(decoding: bytes[..<(head - 4)], as: UTF8.self).split(separator: "\r\n").map(String.init)
        let headers = try lines.dropFirst().map { line in
            guard let colon = line.firstRange(of: ": ") else { throw Malformed(text: line) }
            return (name: String(line[..<colon.lowerBound]), value: String(line[colon.upperBound...]))
        }
        let isChunked = headers.contains { $0.name == "Transfer-Encoding" && $0.value == "chunked" }
        let counted = headers.first { $0.name == "Content-Length" }.flatMap { Int($0.value) } ?? 0
        let found = try isChunked ? chunks(bytes[head...]) : plain(bytes[head...], counted)
        guard let (body, sizes, end) = found else { return nil }
        let reply = RawReply(statusLine: lines.first ?? "", headers: headers, body: body, chunkSizes: sizes)
        return (reply, end)
    }

    private static func plain(_ bytes: ArraySlice<UInt8>, _ count: Int) -> (String, [String], Int)? {
        guard bytes.count >= count else { return nil }
        return (String(decoding: bytes.prefix(count), as: UTF8.self), [], bytes.startIndex + count)
    }

    private static func chunks(_ bytes: ArraySlice<UInt8>) throws -> (String, [String], Int)? {
        var (rest, body, sizes) = (bytes, [UInt8](), [String]())
        while let end = end(of: "\r\n", in: rest) {
            let digits = String(decoding: rest[rest.startIndex..<(end - 2)], as: UTF8.self)
            guard let size = Int(digits, radix: 16) else { throw Malformed(text: digits) }
            sizes.append(digits)
            guard rest.endIndex - end >= size + 2 else { return nil }
            body += rest[end..<(end + size)]
            rest = rest[(end + size + 2)...]
            if size == 0 { return (String(decoding: body, as: UTF8.self), sizes, rest.startIndex) }
        }
        return nil
    }

    private static func end(of mark: String, in bytes: ArraySlice<UInt8>) -> Int? {
        let mark = Array(mark.utf8)
        return bytes.indices.first { bytes[$0...].starts(with: mark) }.map { $0 + mark.count }
    }
}
