import EngineNetwork
import Testing
import WSMan

/// How clients write their requests.
@Suite("Requests in every form", .serialized, .timeLimit(.minutes(5)))
struct RequestFormTests {
    static let power = Ask.cim + "CIM_PowerManagementService"
    static let state = Ask.cim + "CIM_AssociatedPowerManagementService"

    @Test(
        "selectors may be absent, partial, complete or have their name in a namespace",
        arguments: [
            "", "<w:Selector Name=\"DeviceID\">Intel(r) AMT Ethernet Port 0</w:Selector>",
            "<w:Selector w:Name=\"CreationClassName\">CIM_EthernetPort</w:Selector>",
            """
            <w:Selector Name="CreationClassName">CIM_EthernetPort</w:Selector>
            <w:Selector Name="SystemCreationClassName">CIM_ComputerSystem</w:Selector>
            """,
        ]
    )
    func selectors(text: String) async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send(login.post(Ask.get(Ask.cim + "CIM_EthernetPort", selectors: text)))
                #expect(try await connection.reply()?.status == 200, "\(text)")
            }
        }
    }

    /// The four kinds of references to the PC that consoles send, and none.
    static let targets = [
        "",
        """
        <p:ManagedElement><a:Address></a:Address><a:ReferenceParameters><w:ResourceURI>
        </w:ResourceURI><w:SelectorSet><w:Selector Name="CreationClassName">CIM_ComputerSystem</w:Selector>\
        <w:Selector Name="Name">ManagedSystem</w:Selector></w:SelectorSet></a:ReferenceParameters></p:ManagedElement>
        """,
        """
        <p:ManagedElement><a:Address>\(WSManURI.anonymous)</a:Address><a:ReferenceParameters><w:SelectorSet>\
        <w:Selector Name="Name">
        ManagedSystem
        </w:Selector></w:SelectorSet></a:ReferenceParameters></p:ManagedElement>
        """,
        """
        <p:ManagedElement><Address xmlns="\(WSManURI.addressing)">\(WSManURI.addressing)</Address>\
        <ReferenceParameters xmlns="\(WSManURI.addressing)"><ResourceURI xmlns="\(WSManURI.management)">x</ResourceURI>\
        </ReferenceParameters></p:ManagedElement>
        """,
        "<p:ManagedElement><a:Address>/wsman</a:Address></p:ManagedElement>",
    ]

    @Test("the PC is switched on whatever its reference looks like and whatever the selectors say", arguments: targets)
    func power(target: String) async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { connection in
                let input = """
                    <p:RequestPowerStateChange_INPUT xmlns:p="\(Self.power)"><p:PowerState>2</p:PowerState>\(target)\
                    </p:RequestPowerStateChange_INPUT>
                    """
                let ask = Ask.envelope(
                    Self.power + "/RequestPowerStateChange",
                    Self.power,
                    selectors: "<w:Selector Name=\"Name\">wrong on purpose</w:Selector>",
                    body: input
                )
                try await connection.send(login.post(ask))
                #expect(try await connection.reply()?.body.contains("<g:ReturnValue>0</g:ReturnValue>") == true)
                try await connection.send(login.post(Ask.get(Self.state)))
                #expect(try await connection.reply()?.body.contains("<g:PowerState>2</g:PowerState>") == true)
            }
        }
    }

    @Test("a client of HTTP/1.0 gets an answer without chunks and the end of the connection")
    func http10() async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send(login.post(Ask.get(Self.state), version: "1.0"))
                let reply = try #require(try await connection.reply())
                #expect(reply.status == 200)
                #expect(reply["Transfer-Encoding"] == nil)
                #expect(reply["Content-Length"] == String(reply.body.utf8.count))
                #expect(await connection.ends())
            }
        }
    }

    @Test("a body may come in chunks, with any content type or none, and after the client was told to go on")
    func bodies() async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { connection in
                let ask = Ask.get(Self.state)
                let chunked = login.post(ask)
                    .replacing("Content-Length: \(ask.utf8.count)", with: "Transfer-Encoding: chunked")
                    .replacing(ask, with: "\(String(ask.utf8.count, radix: 16))\r\n\(ask)\r\n0\r\n\r\n")
                try await connection.send(chunked)
                #expect(try await connection.reply()?.status == 200)
                try await connection.send(login.post(ask, headers: "Content-Type: text/odd\r\n"))
                #expect(try await connection.reply()?.status == 200)
                let expecting = login.post(ask, headers: "Expect: 100-continue\r\n")
                let head = try #require(expecting.firstRange(of: "\r\n\r\n")).upperBound
                try await connection.send(String(expecting[..<head]))
                #expect(try await connection.reply()?.status == 100)
                try await connection.send(String(expecting[head...]))
                #expect(try await connection.reply()?.status == 200)
            }
        }
    }

    @Test("requests sent one after the other without waiting are answered in order")
    func pipelined() async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { connection in
                var all = ""
                for id in 0..<4 {
                    all += login.post(Ask.envelope(WSManURI.transfer + "/Get", Self.state, id: "\(id)"))
                }
                try await connection.send(all)
                for id in 0..<4 {
                    #expect(try await connection.reply()?.body.contains("<b:RelatesTo>\(id)</b:RelatesTo>") == true)
                }
            }
        }
    }

    @Test("a client that closes its side after asking still gets its answer")
    func halfClosed() async throws {
        try await Endpoint.listening { endpoint in
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send("GET / HTTP/1.0\r\n\r\n")
                connection.finish()
                #expect(try await connection.reply()?.status == 303)
            }
        }
    }

    @Test("a request may be cut anywhere")
    func cut() async throws {
        try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { connection in
                let length = login.post(Ask.get(Self.state)).utf8.count
                for place in 1..<length {
                    let request = Array(login.post(Ask.get(Self.state)).utf8)
                    try await connection.send(request[..<place])
                    try await connection.send(request[place...])
                    #expect(try await connection.reply()?.status == 200, "cut before byte \(place)")
                }
                for byte in login.post(Ask.get(Self.state)).utf8 { try await connection.send([byte]) }
                #expect(try await connection.reply()?.status == 200)
            }
        }
    }

    @Test(
        "bytes that are no request are told so and the connection ends",
        arguments: ["\u{0}\u{1}\u{2}\r\n\r\n", "SSH-2.0-x\r\n"]
    )
    func noRequest(text: String) async throws {
        try await Endpoint.listening { endpoint in
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send(text)
                #expect(try await connection.reply()?.status == 400)
                #expect(await connection.ends())
            }
        }
    }

    @Test("a body that is larger than any envelope is refused")
    func tooLarge() async throws {
        try await Endpoint.listening { endpoint in
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send("POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n")
                try await connection.send(Array(repeating: 0x20, count: 300_000))
                #expect(try await connection.reply()?.status == 413)
            }
        }
    }
}
