import EngineNetwork
import Testing
import WSMan
import XML

/// What breaks whom: each row of what was measured with real clients, over the real listener.
@Suite("What would break a client", .serialized, .timeLimit(.minutes(5)))
struct ClientTableTests {
    static let general = Ask.amt + "AMT_GeneralSettings"

    @Test("a 401 has the firmware's headers in its order, one challenge, a closed page, and ends the connection")
    func challenge() async throws {
        try await Endpoint.listening { endpoint in
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send("POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n<a>")
                let reply = try #require(try await connection.reply())
                #expect(reply.statusLine == "HTTP/1.1 401 Unauthorized")
                #expect(reply.names == ["WWW-Authenticate", "Content-Type", "Server", "Content-Length", "Connection"])
                #expect(reply["Connection"] == "close")
                #expect(reply.body.contains("</html>"))
                #expect(reply.all("WWW-Authenticate").count == 1)
                #expect(await connection.ends())
            }
        }
    }

    @Test("the challenge can be taken apart by the plainest of parsers")
    func challengeForm() async throws {
        try await Endpoint.listening { endpoint in
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send("POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                let header = try #require(try await connection.reply()?["WWW-Authenticate"])
                let form = #/Digest realm="Digest:[0-9A-F]{32}", nonce="([A-Za-z0-9+\/]{32})",stale="false",qop="auth"/#
                #expect(header.wholeMatch(of: form) != nil)
            }
        }
    }

    @Test("a 200 has the firmware's headers, chunks of four digits and a connection that stays open")
    func success() async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { connection in
                for _ in 0..<2 {
                    try await connection.send(login.post(Ask.get(Self.general)))
                    let reply = try #require(try await connection.reply())
                    #expect(reply.statusLine == "HTTP/1.1 200 OK")
                    #expect(
                        reply.names == ["Date", "Server", "X-Frame-Options", "Content-Type", "Transfer-Encoding"]
                    )
                    #expect(reply["Content-Type"] == "application/soap+xml; charset=UTF-8")
                    #expect(reply["Server"]?.hasPrefix("Intel(R) Active Management Technology ") == true)
                    #expect(reply.chunkSizes.dropLast().allSatisfy { $0.wholeMatch(of: #/[0-9A-F]{4}/#) != nil })
                    #expect(reply.chunkSizes.last == "0")
                    #expect(reply.body.hasSuffix("</a:Envelope>"))
                }
            }
        }
    }

    @Test("a fault is a 400, chunked, on a connection that stays open")
    func fault() async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send(login.post(Ask.get(Ask.cim + "CIM_Unheard")))
                let reply = try #require(try await connection.reply())
                #expect(reply.status == 400)
                #expect(reply["Transfer-Encoding"] == "chunked")
                #expect(reply.body.contains("<a:Value>b:DestinationUnreachable</a:Value>"))
                try await connection.send(login.post(Ask.get(Self.general)))
                #expect(try await connection.reply()?.status == 200)
            }
        }
    }

    @Test("an envelope has AMT's prefixes, no white space between elements and the request's identifier")
    func envelope() async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { connection in
                let ask = Ask.envelope(WSManURI.transfer + "/Get", Self.general, id: " odd &amp; long ")
                try await connection.send(login.post(ask))
                let body = try #require(try await connection.reply()).body
                #expect(body.contains("<a:Envelope "))
                #expect(body.contains("<a:Body><g:AMT_GeneralSettings><g:"))
                #expect(body.contains("<b:RelatesTo> odd &amp; long </b:RelatesTo>"))
                #expect(body.firstMatch(of: #/>\s+</#) == nil)
            }
        }
    }

    @Test("a nonce serves many connections, and its count may begin anywhere and grow by more than one")
    func nonces() async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            for skipped in 0..<3 {
                for _ in 0..<skipped { _ = login.post("") }
                try await RawConnection.open(to: endpoint.address) { connection in
                    try await connection.send(login.post(Ask.get(Self.general)))
                    #expect(try await connection.reply()?.status == 200)
                }
            }
        }
    }

    @Test("everything comes in one page to a client that asks for 999, and the last page has no context")
    func onePage() async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            let resource = Ask.cim + "CIM_PhysicalElement"
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send(login.post(Ask.enumerate(resource)))
                let context = try #require(try await connection.reply()?.context)
                #expect(context.count == 36)
                try await RawConnection.open(to: endpoint.address) { other in
                    let limit = "<MaxElements>999</MaxElements><MaxCharacters>99999</MaxCharacters>"
                    try await other.send(login.post(Ask.pull(resource, context, limit: limit)))
                    let page = try #require(try await other.reply())
                    #expect(page.context == nil)
                    #expect(page.body.contains("</g:Items><g:EndOfSequence></g:EndOfSequence></g:PullResponse>"))
                    #expect(page.body.matches(of: #/<[h-w]:Tag>/#).count > 2)
                }
            }
        }
    }

    @Test("a client that does not say how much gets one item at a time, until no context comes")
    func oneByOne() async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            let resource = Ask.cim + "CIM_PhysicalElement"
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send(login.post(Ask.enumerate(resource)))
                var context = try await connection.reply()?.context
                var items = 0
                while let next = context {
                    try await connection.send(login.post(Ask.pull(resource, next)))
                    let page = try #require(try await connection.reply())
                    #expect(page.body.matches(of: #/<h:Tag>/#).count == 1)
                    #expect((page.context == nil) == page.body.contains("EndOfSequence"))
                    items += 1
                    context = page.context
                }
                #expect(items > 2)
            }
        }
    }

    @Test("an optimised enumeration brings its items at once")
    func optimized() async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { connection in
                let content = "<w:OptimizeEnumeration/><w:MaxElements>99</w:MaxElements>"
                try await connection.send(login.post(Ask.enumerate(Ask.cim + "CIM_PhysicalPackage", content)))
                let body = try #require(try await connection.reply()).body
                #expect(body.contains("<g:EnumerationContext></g:EnumerationContext><c:Items><h:CIM_Card>"))
                #expect(body.contains("</c:Items><c:EndOfSequence></c:EndOfSequence></g:EnumerateResponse>"))
            }
        }
    }

    @Test(
        "a base class lists what is served of the classes derived from it",
        arguments: [
            ("CIM_ServiceAvailableToElement", "CIM_AssociatedPowerManagementService"),
            ("CIM_SystemPackaging", "CIM_ComputerSystemPackage"), ("CIM_PhysicalPackage", "CIM_Card"),
        ]
    )
    func polymorphic(base: String, leaf: String) async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { connection in
                let resource = Ask.cim + base
                try await connection.send(login.post(Ask.enumerate(resource)))
                let context = try #require(try await connection.reply()?.context)
                try await connection.send(login.post(Ask.pull(resource, context)))
                #expect(try await connection.reply()?.body.contains("<g:Items><h:\(leaf)>") == true)
            }
        }
    }

    @Test("references are enumerated alone and with their instances, and lead back to them")
    func references() async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            let resource = Ask.cim + "CIM_Card"
            for mode in ["EnumerateEPR", "EnumerateObjectAndEPR"] {
                try await RawConnection.open(to: endpoint.address) { connection in
                    let content = "<w:EnumerationMode>\(mode)</w:EnumerationMode>"
                    try await connection.send(login.post(Ask.enumerate(resource, content)))
                    let context = try #require(try await connection.reply()?.context)
                    try await connection.send(login.post(Ask.pull(resource, context)))
                    let page = try #require(try await connection.reply())
                    #expect(page.body.contains("<c:Item>") == (mode == "EnumerateObjectAndEPR"))
                    let selectors = try #require(page.between("<c:SelectorSet>", "</c:SelectorSet>"))
                    let again = selectors.replacing("c:Selector", with: "w:Selector")
                    try await connection.send(login.post(Ask.get(resource, selectors: again)))
                    #expect(try await connection.reply()?.body.contains("<g:CIM_Card>") == true)
                }
            }
        }
    }
}
