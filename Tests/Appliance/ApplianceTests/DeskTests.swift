import Foundation
import Inventory
import Testing

@testable import Appliance

@Suite("The desk")
struct DeskTests {
    private func answer(_ head: String) -> String {
        String(decoding: DeskAnswer.bytes(toUntrusted: head, page: "<p>page</p>"), as: UTF8.self)
    }

    @Test(
        "answers every request with the page, as one that nobody takes for what was wanted",
        arguments: ["GET / HTTP/1.1\r\nHost: www.example\r\n\r\n", "POST /x HTTP/1.0\n\n", "nonsense\r\n\r\n", ""]
    )
    func page(head: String) {
        #expect(answer(head).hasPrefix("HTTP/1.1 511 Network Authentication Required\r\n"))
        #expect(answer(head).hasSuffix("\r\nContent-Length: 11\r\n") == false)
        #expect(answer(head).hasSuffix("\r\n\r\n<p>page</p>"))
        #expect(answer(head).contains("Cache-Control: no-store"))
    }

    @Test("leads to the page what systems ask to see whether they are intercepted")
    func probe() {
        let told = answer("GET /connecttest.txt HTTP/1.1\r\nhost: www.MSFTconnecttest.com:80\r\n\r\n")
        #expect(told.hasPrefix("HTTP/1.1 302 Found\r\nLocation: http://169.254.77.5/\r\n"))
        #expect(told.hasSuffix("\r\n\r\n"))
    }

    @Test("gives HEAD no body")
    func head() {
        #expect(answer("HEAD / HTTP/1.1\r\n\r\n").hasSuffix("\r\n\r\n"))
        #expect(answer("HEAD / HTTP/1.1\r\n\r\n").contains("Content-Length: 11"))
    }

    @Test("what others have written is text on the page, wherever it stands")
    func escaped() {
        let hostile = "<script>alert('1')</script>&\"</section>"
        let notice = CutOffNotice(
            kind: .signature,
            untrustedDetail: hostile,
            untrustedContact: hostile,
            untrustedCaseNumber: "<b>1</b>"
        )
        let html = CutOffPage(notice: notice).html
        #expect(!html.contains("<script"))
        #expect(!html.contains("<b>"))
        let escaped = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;&lt;/section&gt;"
        #expect(html.components(separatedBy: escaped).count == 5, "detail and contact, in two languages")
        #expect(html.components(separatedBy: "</section>").count == 3)
    }

    @Test("serves over TCP what the file holds, to a bounded number, and lets nobody keep a place for long")
    func server() async throws {
        let path = NSTemporaryDirectory() + "sekisho-page-" + UUID().uuidString
        defer { Files.remove(path) }
        try Files.replace(path, with: "<p>first</p>".utf8)
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        try await withThrowingTaskGroup { group in
            group.addTask { try await DeskServer(page: path, port: 0).run { listening.yield($0) } }
            defer { group.cancelAll() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            let ask = Command("/usr/bin/curl", ["-sS", "http://127.0.0.1:\(port)/anything"])
            #expect(try ask.runHere().output == "<p>first</p>")
            try Files.replace(path, with: "<p>second</p>".utf8)
            #expect(try ask.runHere().output == "<p>second</p>")
            let lastWords = """
                import socket
                wire = socket.create_connection(("127.0.0.1", \(port)), 10)
                wire.sendall(b"GET / HTTP/1.0\\r\\n\\r\\n")
                wire.shutdown(socket.SHUT_WR)
                answer = b""
                while piece := wire.recv(4096): answer += piece
                print(answer.decode().rpartition("\\r\\n")[2])
                """
            #expect(try Command("/usr/bin/python3", ["-c", lastWords]).runHere().output == "<p>second</p>\n")
        }
    }
}
