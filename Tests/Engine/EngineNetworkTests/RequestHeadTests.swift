import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing
import WSMan

@testable import EngineNetwork

@Suite("Heads of requests", .serialized, .timeLimit(.minutes(5)))
struct RequestHeadTests {
    private static let offer =
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n"

    @Test("a client that offers another protocol is answered in this one, and the connection ends")
    func upgrade() async throws {
        try await Endpoint.listening { endpoint in
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send("GET / HTTP/1.1\r\nHost: x\r\n\(Self.offer)\r\n")
                let reply = try #require(try await connection.reply())
                #expect(reply.status == 303)
                #expect(reply.all("Connection") == ["close"])
                #expect(await connection.ends())
            }
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send(login.post(Ask.get(RequestFormTests.state), headers: Self.offer))
                let reply = try #require(try await connection.reply())
                #expect(reply.status == 200)
                #expect(reply["Transfer-Encoding"] == "chunked")
                #expect(reply.all("Connection") == ["close"])
                #expect(await connection.ends())
            }
        }
    }

    @Test("what follows an offer of another protocol is not kept")
    func rest() throws {
        let channel = EmbeddedChannel(handler: HTTPConnection.requestReader())
        try channel.writeInbound(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: x\r\n\(Self.offer)\r\n"))
        let piece = ByteBuffer(repeating: 0, count: 64 * 1024)
        #expect(throws: ByteToMessageDecoderError.PayloadTooLargeError.self) {
            for _ in 0..<3 { try channel.writeInbound(piece) }
        }
        _ = try channel.finish(acceptAlreadyClosed: true)
    }

    @Test(
        "a head that is larger than any console's is refused, and the connection ends",
        arguments: [
            "GET / HTTP/1.1\r\nCookie: \(String(repeating: "x", count: 8193))\r\n\r\n",
            "GET /\(String(repeating: "x", count: 8193)) HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\n\((0..<65).map { "X-\($0): x\r\n" }.joined())\r\n",
            "GET / HTTP/1.1\r\n\((0..<5).map { "X-\($0): \(String(repeating: "x", count: 7000))\r\n" }.joined())\r\n",
        ]
    )
    func tooLarge(text: String) async throws {
        try await Endpoint.listening { endpoint in
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send(text)
                #expect(try await connection.reply()?.status == 431)
                #expect(await connection.ends())
            }
        }
    }

    @Test("a head within the limits is answered")
    func large() async throws {
        try await Endpoint.listening { endpoint in
            try await RawConnection.open(to: endpoint.address) { connection in
                let fields = (0..<60).map { "X-\($0): x\r\n" }.joined()
                let long = String(repeating: "x", count: 8000)
                try await connection.send("GET / HTTP/1.1\r\n\(fields)A: \(long)\r\nB: \(long)\r\n\r\n")
                #expect(try await connection.reply()?.status == 303)
            }
        }
    }
}
