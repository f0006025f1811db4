import AMTClient
import CIMModel
import Testing
import WSMan

@Suite("HTTPTransport")
struct HTTPTransportTests {
    static func transport(
        _ port: Int,
        password: String = "P@ssw0rd",
        limits: HTTPTransport.Limits = .init(idling: .seconds(3600))
    )
        -> HTTPTransport
    {
        HTTPTransport(host: "127.0.0.1", port: port, user: "admin", password: password, limits: limits)
    }

    static func get(_ port: Int) async throws -> Instance<Clock> { try await Proxy(over: transport(port)).get() }

    @Test("answers the challenge on a new connection and keeps that one")
    func challenge() async throws {
        let accounts = StubAccounts()
        try await StubServer.run {
            accounts.challenge($0) ?? .clock($0)
        } while: { server, port in
            let transport = Self.transport(port)
            let clock = Proxy<Clock>(over: transport)
            for _ in 0..<3 {
                let name = try await clock.get().name
                #expect(name == "main")
            }
            #expect(server.requests.map(\.connection) == [0, 1, 1, 1])
            #expect(server.requests.map { $0.header("Authorization") == nil } == [true, false, false, false])
            #expect(await transport.digestRealm == "Digest:00")
        }
    }

    @Test("answers a new challenge when the nonce has grown old")
    func expiry() async throws {
        let accounts = StubAccounts()
        try await StubServer.run {
            accounts.challenge($0) ?? .clock($0)
        } while: { server, port in
            let clock = Proxy<Clock>(over: Self.transport(port))
            _ = try await clock.get()
            accounts.wait()
            let name = try await clock.get().name
            #expect(name == "main")
            #expect(server.requests.count == 4)
        }
    }

    @Test("tries a password once, and starts anew afterwards")
    func wrongPassword() async throws {
        let accounts = StubAccounts()
        try await StubServer.run {
            accounts.challenge($0) ?? .clock($0)
        } while: { server, port in
            let clock = Proxy<Clock>(over: Self.transport(port, password: "wrong"))
            for _ in 0..<2 {
                await #expect(throws: AMTClientError.unauthorized) { try await clock.get() }
            }
            #expect(server.requests.map { $0.header("Authorization") != nil } == [false, true, false, true])
        }
    }

    @Test("does not answer challenges of other schemes")
    func otherScheme() async throws {
        try await StubServer.run { _ in
            .unauthorized("Basic realm=\"x\"")
        } while: { server, port in
            await #expect(throws: AMTClientError.malformed("no challenge for digest authentication with MD5")) {
                try await Self.get(port)
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test("names the server, the type and the length, and sends the envelope")
    func head() async throws {
        try await StubServer.run {
            .clock($0)
        } while: { server, port in
            _ = try await Self.get(port)
            let request = try #require(server.requests.first)
            #expect(request.head.hasPrefix("POST /wsman HTTP/1.1\r\n"))
            #expect(request.header("Host") == "127.0.0.1:\(port)")
            #expect(request.header("Content-Type") == "application/soap+xml; charset=utf-8")
            #expect(try WSManRequest(untrusted: request.body).operation == .get)
        }
    }

    @Test("tells a fault with its subcode, reason and detail")
    func fault() async throws {
        let fault = WSManFault.destinationUnreachable.with(detail: "no such clock")
        try await StubServer.run { _ in
            .chunked("400 Bad Request", Envelope.fault(fault, number: 1))
        } while: { _, port in
            let expected = AMTClientError.fault(
                subcode: "DestinationUnreachable",
                reason: fault.reason,
                detail: "no such clock"
            )
            await #expect(throws: expected) { try await Self.get(port) }
        }
    }

    @Test(
        "takes nothing else for an answer",
        arguments: [
            .http("303 See Other", ["Location: /logon.htm"]), .http("404 Not Found"), .http("200 OK"),
            .http("200 OK", body: Array("<html></html>".utf8)), .http("500 Internal Server Error", body: [0xFF]),
            .http("200 OK", body: Array("<!DOCTYPE a><a/>".utf8)),
            StubServer.Reply(bytes: Array("SSH-2.0\r\n\r\n".utf8)),
        ] as [StubServer.Reply]
    )
    func malformed(reply: StubServer.Reply) async throws {
        try await StubServer.run { _ in
            reply
        } while: { _, port in
            let error = await #expect(throws: AMTClientError.self) { try await Self.get(port) }
            #expect(error.map { if case .malformed = $0 { true } else { false } } == true)
        }
    }

    @Test("does not take the answer to another message")
    func otherMessage() async throws {
        let other = try WSManRequest(
            untrusted: Array(
                """
                <E:Envelope xmlns:E="\(WSManURI.soap)"><E:Header><Action>\(WSManURI.transfer)/Get</Action>\
                <MessageID>uuid:another</MessageID></E:Header><E:Body/></E:Envelope>
                """.utf8
            )
        )
        let answer = Envelope.response(to: other, action: "urn:done", body: nil, number: 1)
        try await StubServer.run { _ in
            .chunked("200 OK", answer)
        } while: { _, port in
            await #expect(throws: AMTClientError.malformed("answer to another message")) { try await Self.get(port) }
        }
    }

    @Test("stops reading an answer that is too long", arguments: [true, false])
    func oversized(isChunked: Bool) async throws {
        let long = [UInt8](repeating: 0x20, count: 5000)
        let reply = isChunked ? StubServer.Reply.chunked("200 OK", long) : .http("200 OK", body: long)
        try await StubServer.run { _ in
            reply
        } while: { _, port in
            let transport = Self.transport(port, limits: .init(answerBytes: 4999))
            await #expect(throws: AMTClientError.malformed("answer longer than 4999 bytes")) {
                try await Proxy<Clock>(over: transport).get()
            }
        }
    }

    @Test("says that nobody listens")
    func nobody() async throws {
        var port = 0
        try await StubServer.run { _ in
            .silence
        } while: { _, free in
            port = free
        }
        let error = await #expect(throws: AMTClientError.self) { try await Self.get(port) }
        #expect(error.map { if case .unreachable = $0 { true } else { false } } == true)
    }

    @Test(
        "says that the connection ended before the answer",
        arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"]
    )
    func hangUp(beginning: String) async throws {
        let reply = StubServer.Reply(bytes: Array(beginning.utf8), closes: true)
        try await StubServer.run { _ in
            reply
        } while: { server, port in
            let error = await #expect(throws: AMTClientError.self) { try await Self.get(port) }
            #expect(error != .timedOut && error != .unauthorized)
            #expect(server.requests.count == 1)
        }
    }

    @Test("says that no answer came in time")
    func silence() async throws {
        try await StubServer.run { _ in
            .silence
        } while: { _, port in
            let transport = Self.transport(port, limits: .init(answering: .milliseconds(20)))
            await #expect(throws: AMTClientError.timedOut) { try await Proxy<Clock>(over: transport).get() }
        }
    }

    @Test("reads again when a kept connection has ended")
    func readsAgain() async throws {
        let count = Counter()
        try await StubServer.run {
            count.next() == 2 ? .hangUp : .clock($0)
        } while: { server, port in
            let clock = Proxy<Clock>(over: Self.transport(port))
            for _ in 0..<2 {
                let name = try await clock.get().name
                #expect(name == "main")
            }
            #expect(server.requests.map(\.connection) == [0, 0, 1])
        }
    }

    @Test("calls no method twice when a kept connection has ended")
    func callsOnce() async throws {
        let count = Counter()
        try await StubServer.run {
            count.next() == 2 ? .hangUp : .clock($0)
        } while: { server, port in
            let clock = Proxy<Clock>(over: Self.transport(port))
            _ = try await clock.get()
            await #expect(throws: AMTClientError.self) { try await clock.add() }
            #expect(server.requests.map(\.connection) == [0, 0])
        }
    }

    @Test("ends when its task is cancelled, and serves the next")
    func cancellation() async throws {
        let count = Counter()
        try await StubServer.run {
            count.next() == 1 ? .silence : .clock($0)
        } while: { server, port in
            let clock = Proxy<Clock>(over: Self.transport(port))
            await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    do {
                        _ = try await clock.get()
                        return false
                    } catch {
                        return error is CancellationError
                    }
                }
                await server.arrival()
                group.cancelAll()
                for await isCancelled in group { #expect(isCancelled) }
            }
            let name = try await clock.get().name
            #expect(name == "main")
        }
    }

    @Test("sends one request at a time on one connection, whoever asks")
    func turns() async throws {
        try await StubServer.run {
            .clock($0)
        } while: { server, port in
            let clock = Proxy<Clock>(over: Self.transport(port))
            try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<20 { group.addTask { try await clock.get().name } }
                for try await name in group { #expect(name == "main") }
            }
            #expect(server.requests.map(\.connection) == [Int](repeating: 0, count: 20))
        }
    }
}
