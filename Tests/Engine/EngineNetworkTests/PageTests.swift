import ObjectManager
import EngineNetwork
import HTTPDigest
import ManagementEngine
import Testing
import VirtualPC

@Suite("Pages", .serialized, .timeLimit(.minutes(5)))
struct PageTests {
    @Test(
        "the first page sends to the log-on page with the headers by which scanners know AMT",
        arguments: ["1.0", "1.1"]
    )
    func root(version: String) async throws {
        try await Endpoint.listening { endpoint in
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send("GET / HTTP/\(version)\r\nhost: X\r\n\r\n")
                let reply = try #require(try await connection.reply())
                #expect(reply.statusLine == "HTTP/1.1 303 See Other")
                #expect(reply.names == ["Location", "Content-Length", "Server"])
                #expect(reply["Location"] == "/logon.htm")
                #expect(reply["Content-Length"] == "0")
                #expect(
                    reply["Server"]?.wholeMatch(of: #/Intel\(R\) Active Management Technology \d+\.\d+\.\d+\.\d+/#)
                        != nil
                )
            }
        }
    }

    @Test("the log-on page has the product's name as its title and needs no password")
    func logon() async throws {
        try await Endpoint.listening { endpoint in
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send("GET /logon.htm HTTP/1.1\r\nHost: x\r\n\r\n")
                let reply = try #require(try await connection.reply())
                #expect(reply.status == 200)
                #expect(reply.between("<title>", "</title>") == "Intel&reg; Active Management Technology")
                #expect(reply["X-Frame-Options"] == "DENY")
            }
        }
    }

    @Test("the status page is for those who know the password")
    func index() async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send(login.request("GET", "/index.htm"))
                let reply = try #require(try await connection.reply())
                #expect(reply.status == 200)
                #expect(reply.body.contains("<td>pc1</td>"))
            }
        }
    }

    @Test(
        "of a right answer nothing but the whole is taken, and for no other page",
        arguments: [0, 1, 31, 32, 33],
        ["/index.htm", "index.htm"]
    )
    func forged(length: Int, uri: String) async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { connection in
                let request = login.request("GET", uri).replacing("GET \(uri)", with: "GET /index.htm")
                let right = try #require(request.firstMatch(of: #/response="([0-9a-f]{32})"/#)).1
                let response = (right + "0").prefix(length)
                try await connection.send(request.replacing("=\"\(right)\"", with: "=\"\(response)\""))
                let isWhole = length == 32 && uri == "/index.htm"
                #expect(try await connection.reply()?.status == (isWhole ? 200 : 401))
            }
        }
    }

    @Test("the system page tells what the board reports and whether the PC is on, as text and not as markup")
    func system() async throws {
        try await Endpoint.listening(boardName: "<b>pc1</b>") { endpoint in
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { connection in
                for (action, power) in [(PowerAction.on, "On"), (.offHard, "Off")] {
                    try await endpoint.pc.perform(action, bootOnce: nil)
                    try await connection.send(login.request("GET", "/hw-sys.htm"))
                    let reply = try #require(try await connection.reply())
                    #expect(reply.status == 200)
                    #expect(reply.body.contains("<th>Power</th><td>\(power)</td>"))
                    #expect(reply.body.contains("<th>System ID</th><td>\(endpoint.engine.identity.uuid)</td>"))
                    #expect(reply.body.contains("<th>Serial number</th><td>SKS-&lt;B&gt;PC1&lt;/B&gt;</td>"))
                    #expect(!reply.body.contains("<B>"))
                }
            }
        }
    }

    @Test("a page that only scanners ask for needs the password too, and is not there after it")
    func unknown() async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            for path in ["/hw-sys.htm", "/unheard.htm"] {
                try await RawConnection.open(to: endpoint.address) { connection in
                    try await connection.send("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
                    let reply = try #require(try await connection.reply())
                    #expect(reply.status == 401)
                    #expect(reply["WWW-Authenticate"]?.hasPrefix("Digest realm=") == true)
                }
            }
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send(login.request("GET", "/unheard.htm"))
                #expect(try await connection.reply()?.status == 404)
            }
        }
    }

    @Test(
        "other paths are not there, other methods not allowed",
        arguments: [("GET", "/x", 404), ("GET", "/wsman", 405), ("PUT", "/", 404)]
    )
    func others(method: String, path: String, status: Int) async throws {
        try await Endpoint.listening { endpoint in
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send("\(method) \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(try await connection.reply()?.status == status)
            }
        }
    }
}

@Suite("Web storage", .serialized, .timeLimit(.minutes(5)))
struct WebStorageTests {
    private static func exchange(
        _ requests: [(method: String, uri: String, body: String)]
    ) async throws -> [RawReply] {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            var replies: [RawReply] = []
            for request in requests {
                let reply = try await RawConnection.open(to: endpoint.address) { connection in
                    try await connection.send(login.request(request.method, request.uri, body: request.body))
                    return try await connection.reply()
                }
                replies.append(try #require(reply))
            }
            return replies
        }
    }

    @Test("a file is stored in pieces, served with its headers, listed and removed")
    func life() async throws {
        let metadata =
            "<metadata><headers><h>Content-Type:text/html</h><h>Set-Cookie:x</h></headers><link>Tool</link></metadata>"
        let file = "/amt-storage/acme/tool/page.htm"
        let replies = try await Self.exchange([
            ("PUT", file, metadata + "first,"), ("PUT", file + "?append=", "second"), ("GET", file, ""),
            ("GET", "/amt-storage/", ""), ("DELETE", file, ""), ("GET", file, ""), ("DELETE", file, ""),
        ])
        #expect(replies.map(\.status) == [200, 200, 200, 200, 200, 404, 404])
        #expect(replies[2].body == "first,second")
        #expect(replies[2]["Content-Type"] == "text/html")
        #expect(replies[2]["Set-Cookie"] == nil)
        #expect(replies[3].body.contains("\"user\":\"admin\""))
        for part in [
            "\"vendor\":\"acme\"", "\"app\":\"tool\"", "\"name\":\"page.htm\"", "\"size\":12", "\"link\":\"Tool\"",
        ] {
            #expect(replies[3].body.contains(part))
        }
    }

    @Test("a stored index page stands in for the engine's own")
    func index() async throws {
        let replies = try await Self.exchange([
            (
                "PUT", "/amt-storage/index.htm",
                "<metadata><headers><h>Content-Type: text/html</h></headers></metadata>own"
            ),
            ("GET", "/index.htm", ""),
        ])
        #expect(replies.last?.body == "own")
    }

    @Test(
        "paths that climb, hide or do not end are refused",
        arguments: ["..", "a/b", "a/../c", "a/b/c/d", ".hidden", "a//c", "a%2fb", "a b"]
    )
    func paths(path: String) async throws {
        let replies = try await Self.exchange([("PUT", "/amt-storage/\(path.replacing(" ", with: "+"))", "x")])
        #expect(replies[0].status == 400)
    }

    @Test("metadata without end is refused, and so is more than there is room for")
    func limits() async throws {
        let large = String(repeating: "x", count: 250_000)
        let pieces = (0..<5).map { number in
            (method: "PUT", uri: "/amt-storage/big" + (number == 0 ? "" : "?append="), body: large)
        }
        let replies = try await Self.exchange([("PUT", "/amt-storage/m", "<metadata><headers>")] + pieces)
        #expect(replies.map(\.status) == [400, 200, 200, 200, 200, 507])
    }

    @Test("nobody reads or writes it without the password", arguments: ["GET", "PUT", "DELETE"])
    func guarded(method: String) async throws {
        try await Endpoint.listening { endpoint in
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send("\(method) /amt-storage/ HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                #expect(try await connection.reply()?.status == 401)
            }
        }
    }
}
