import ConsoleAPI
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Server-sent events: one `message` for each value, a comment now and then so that a dead reader is noticed, and an
/// `end` when there will be no more.
enum EventStream {
    /// What is written.
    enum Item: Sendable, Hashable {
        case message(String)
        case heartbeat

        /// Its form on the wire.
        var text: String {
            switch self {
            case .message(let json): "data: \(json)\n\n"
            case .heartbeat: ": still here\n\n"
            }
        }
    }

    /// The last event of a stream.
    static let end = "event: end\ndata: {}\n\n"

    /// The answer that sends a stream of values; it ends with them, with its reader, or with the console.
    static func response(_ values: AsyncStream<some Encodable & Sendable>) -> Response {
        let headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody { writer in
                try await write(values, to: &writer)
                try await writer.finish(nil)
            }
        )
    }

    private static func write(
        _ values: AsyncStream<some Encodable & Sendable>,
        to writer: inout any ResponseBodyWriter
    ) async throws {
        let (items, continuation) = AsyncStream.makeStream(of: Item.self, bufferingPolicy: .bufferingNewest(16))
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { await feed(values, continuation) }
            group.addTask { await beat(continuation) }
            for await item in items { try await writer.write(ByteBuffer(string: item.text)) }
            try await writer.write(ByteBuffer(string: end))
            group.cancelAll()
        }
    }

    private static func feed(
        _ values: AsyncStream<some Encodable & Sendable>,
        _ continuation: AsyncStream<Item>.Continuation
    ) async {
        for await value in values.cancelOnGracefulShutdown() {
            guard let json = try? ConsoleJSON.encode(value) else { break }
            continuation.yield(.message(String(decoding: json, as: UTF8.self)))
        }
        continuation.finish()
    }

    private static func beat(_ continuation: AsyncStream<Item>.Continuation) async {
        while true {
            do { try await Task.sleep(for: .seconds(15)) } catch { return }
            if case .terminated = continuation.yield(.heartbeat) { return }
        }
    }
}
