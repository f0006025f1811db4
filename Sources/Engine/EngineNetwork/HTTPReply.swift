public import NIOCore

/// An answer on the management port, written byte for byte as AMT firmware writes it.
///
/// NIO's own encoder cannot serve: clients depend on the order of the headers and on chunk sizes of four upper-case
/// hexadecimal digits.
public struct HTTPReply: Sendable {
    /// The code and the reason phrase, such as `200 OK`.
    public var status: String
    /// In the order of the wire.
    public var headers: [(name: String, value: String)]
    /// The body; chunked when ``chunked``, else counted by `Content-Length`, which must be among the headers.
    public var body: [UInt8]
    /// Whether the body goes out in chunks.
    public var chunked: Bool
    /// Whether the engine closes the connection after the answer.
    public var closes: Bool

    /// The greatest chunk; its size must fit in four hexadecimal digits.
    static let chunkSize = 0x4000

    /// Writes the answer into a buffer. A HEAD request gets the headers alone.
    public func write(into buffer: inout ByteBuffer, headersOnly: Bool = false) {
        buffer.writeString("HTTP/1.1 \(status)\r\n")
        for header in headers { buffer.writeString("\(header.name): \(header.value)\r\n") }
        buffer.writeString("\r\n")
        if headersOnly { return }
        if chunked { writeChunks(into: &buffer) } else { buffer.writeBytes(body) }
    }

    /// The bytes of the answer.
    func buffer(headersOnly: Bool = false) -> ByteBuffer {
        var buffer = ByteBuffer()
        write(into: &buffer, headersOnly: headersOnly)
        return buffer
    }

    /// The same answer for clients of HTTP/1.0: no chunks, and the connection ends with it.
    ///
    /// An answer without chunks stays as it is to the last byte: by those bytes scanners know AMT.
    func counted() -> HTTPReply {
        var reply = self
        reply.closes = true
        guard chunked else { return reply }
        reply.headers.removeAll { $0.name == "Transfer-Encoding" }
        reply.headers += [("Content-Length", String(body.count)), ("Connection", "close")]
        reply.chunked = false
        return reply
    }

    /// The same answer, which says that the connection ends with it.
    func last() -> HTTPReply {
        var reply = self
        reply.closes = true
        if !headers.contains(where: { $0.name == "Connection" }) { reply.headers.append(("Connection", "close")) }
        return reply
    }

    private func writeChunks(into buffer: inout ByteBuffer) {
        var rest = body[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(Self.chunkSize)
            let digits = String(chunk.count, radix: 16, uppercase: true)
            buffer.writeString(String(repeating: "0", count: 4 - digits.count) + digits + "\r\n")
            buffer.writeBytes(chunk)
            buffer.writeString("\r\n")
            rest = rest.dropFirst(chunk.count)
        }
        buffer.writeString("0\r\n\r\n")
    }
}

extension HTTPReply {
    /// A SOAP envelope: 200, or 400 when it carries a fault.
    static func envelope(_ bytes: [UInt8], fault: Bool, server: String, date: String) -> HTTPReply {
        HTTPReply(
            status: fault ? "400 Bad Request" : "200 OK",
            headers: [
                ("Date", date), ("Server", server), ("X-Frame-Options", "DENY"),
                ("Content-Type", "application/soap+xml; charset=UTF-8"), ("Transfer-Encoding", "chunked"),
            ],
            body: bytes,
            chunked: true,
            closes: false
        )
    }

    /// The challenge. The engine closes the connection after it, and clients rely on that and on the page's end.
    static func unauthorized(challenge: String, server: String) -> HTTPReply {
        let body = Array(Page.notAuthorized.utf8)
        return HTTPReply(
            status: "401 Unauthorized",
            headers: [
                ("WWW-Authenticate", challenge), ("Content-Type", "text/html"), ("Server", server),
                ("Content-Length", String(body.count)), ("Connection", "close"),
            ],
            body: body,
            chunked: false,
            closes: true
        )
    }

    /// Sends a browser to the log-on page, in the header order by which scanners know AMT.
    static func seeLogon(server: String) -> HTTPReply {
        HTTPReply(
            status: "303 See Other",
            headers: [("Location", "/logon.htm"), ("Content-Length", "0"), ("Server", server)],
            body: [],
            chunked: false,
            closes: false
        )
    }

    /// A page, or what else a browser reads; `headers` come before what is said of every page.
    static func content(
        _ body: [UInt8],
        status: String = "200 OK",
        type: String = "text/html",
        server: String,
        headers: [(name: String, value: String)] = [],
        closes: Bool = false
    ) -> HTTPReply {
        let ending: [(name: String, value: String)] = closes ? [("Connection", "close")] : []
        return HTTPReply(
            status: status,
            headers: [("Content-Type", type), ("Server", server), ("X-Frame-Options", "DENY")] + headers
                + [("Content-Length", String(body.count))] + ending,
            body: body,
            chunked: false,
            closes: closes
        )
    }

    /// A short page that refuses a request on the level of HTTP and ends the connection.
    static func refusal(_ status: String, server: String) -> HTTPReply {
        content(Array(Page.refusal(status).utf8), status: status, server: server, closes: true)
    }
}
