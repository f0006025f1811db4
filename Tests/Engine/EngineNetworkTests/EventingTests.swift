import FoundationEssentials
import NIOCore
import NIOPosix
import NVRAM
import Simulation
import Testing
import VirtualPC
import WSMan
import XML

@testable import EngineNetwork
@testable import AccessControl
@testable import EngineEvents
@testable import ManagementEngine

/// A listener for events that answers as it is told.
struct EventListener {
    /// Opens a port for events.
    static func bind() async throws -> NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never> {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.21.1.251", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
    }

    /// Runs a listener that answers each connection with the next of the answers, the last one again and again.
    ///
    /// - Parameter beforeAnswer: called after each request has come.
    static func listening(
        answers: [String],
        beforeAnswer: @escaping @Sendable () async throws -> Void = {},
        _ body: @escaping @Sendable (_ port: Int, _ requests: AsyncStream<String>) async throws -> Void
    ) async throws {
        let server = try await bind()
        let (requests, request) = AsyncStream.makeStream(of: String.self)
        let port = server.channel.localAddress?.port ?? 0
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await server.executeThenClose { connections in
                    var left = answers[...]
                    for try await connection in connections {
                        let answer = left.count > 1 ? left.removeFirst() : left.first ?? ""
                        try await connection.executeThenClose { inbound, outbound in
                            request.yield(try await read(inbound))
                            try await beforeAnswer()
                            try await outbound.write(ByteBuffer(string: answer))
                        }
                    }
                }
            }
            try await body(port, requests)
            group.cancelAll()
        }
    }

    private static func read(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>) async throws -> String {
        var text = ""
        for try await buffer in inbound {
            text += String(buffer: buffer)
            if text.hasSuffix("</a:Envelope>") { break }
        }
        return text
    }

    static let taken = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    static let busy = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    static let challenge =
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\n"
        + "Content-Length: 0\r\nConnection: close\r\n\r\n"
}

@Suite("Eventing", .serialized, .timeLimit(.minutes(5)))
struct EventingTests {
    static let collection = Ask.cim + "CIM_FilterCollection"
    static let subscription = Ask.cim + "CIM_FilterCollectionSubscription"

    static func subscribe(
        _ address: String,
        filter: String = "Intel(r) AMT:All",
        mode: String = WSManURI.eventing + "/DeliveryModes/Push",
        parameters: String = "",
        expires: String = "",
        header: String = ""
    ) -> String {
        Ask.envelope(
            WSManURI.eventing + "/Subscribe",
            collection,
            selectors: "<w:Selector Name=\"InstanceID\">\(filter)</w:Selector>",
            header: header,
            body: """
                <Subscribe xmlns="\(WSManURI.eventing)"><Delivery Mode="\(mode)"><NotifyTo>\
                <Address xmlns="\(WSManURI.addressing)">\(address)</Address>\
                <ReferenceParameters xmlns="\(WSManURI.addressing)">\(parameters)</ReferenceParameters></NotifyTo>\
                </Delivery>\(expires.isEmpty ? "" : "<Expires>\(expires)</Expires>")</Subscribe>
                """
        )
    }

    /// Sends envelopes over one connection.
    static func exchange(_ endpoint: Endpoint, _ envelopes: [String]) async throws -> [RawReply] {
        var login = try await Login.challenged(by: endpoint)
        return try await RawConnection.open(to: endpoint.address) { connection in
            var replies: [RawReply] = []
            for envelope in envelopes {
                try await connection.send(login.post(envelope))
                replies.append(try #require(try await connection.reply()))
            }
            return replies
        }
    }

    /// Delivers events of an endpoint while `body` runs.
    static func delivering(
        _ endpoint: Endpoint,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let (ready, isReady) = AsyncStream.makeStream(of: Void.self)
        let patience = EventDelivery.Patience(first: .milliseconds(1), whole: .seconds(30))
        let delivery = EventDelivery(engine: endpoint.engine, patience: patience) { isReady.finish() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await delivery.run() }
            for await _ in ready {}
            try await body()
            group.cancelAll()
        }
    }

    @Test("an event reaches the subscriber as AMT sends it, with what the subscriber wants to find in the header")
    func push() async throws {
        try await EventListener.listening(answers: [EventListener.taken]) { port, requests in
            try await Endpoint.listening { endpoint in
                let block = "<m:arg xmlns:m=\"http://x.com\">my text</m:arg>"
                let ask = Self.subscribe(
                    "http://127.21.1.251:\(port)/inbox",
                    mode: "http://schemas.dmtf.org/wbem/wsman/1/wsman/PushWithAck",
                    parameters: block
                )
                let reply = try await Self.exchange(endpoint, [ask])[0]
                #expect(reply.body.contains("<g:Expires>PT0.000000S</g:Expires>"))
                try await Self.delivering(endpoint) {
                    try await endpoint.pc.perform(.on, bootOnce: nil)
                    for await request in requests {
                        let head = "POST /inbox HTTP/1.1\r\nHost: 127.21.1.251:\(port)\r\n"
                        #expect(
                            request.hasPrefix(head + "User-Agent: Intel(R) AMT Agent\r\nConnection: Keep-Alive\r\n")
                        )
                        #expect(request.contains("</b:ReplyTo><c:AckRequested></c:AckRequested><b:Action "))
                        #expect(
                            request.contains(
                                "CIM_AlertIndication</c:ResourceURI><arg xmlns=\"http://x.com\">my text</arg>"
                            )
                        )
                        #expect(request.contains("<g:MessageID>PLAT0F02</g:MessageID>"))
                        break
                    }
                }
            }
        }
    }

    @Test("an event that is not taken is sent again, and a challenge is answered")
    func retry() async throws {
        let answers = [EventListener.busy, EventListener.challenge, EventListener.taken]
        try await EventListener.listening(answers: answers) { port, requests in
            try await Endpoint.listening { endpoint in
                let token = """
                    <t:IssuedTokens xmlns:t="\(WSManURI.trust)"><s:UsernameToken xmlns:s="\(WSManURI.security)">\
                    <s:Username>me</s:Username><s:Password>secret</s:Password></s:UsernameToken></t:IssuedTokens>
                    """
                _ = try await Self.exchange(endpoint, [Self.subscribe("http://127.21.1.251:\(port)", header: token)])
                try await Self.delivering(endpoint) {
                    try await endpoint.pc.perform(.on, bootOnce: nil)
                    var seen: [String] = []
                    for await request in requests {
                        seen.append(request)
                        if seen.count == 3 { break }
                    }
                    #expect(seen.map { $0.contains("Authorization: Digest username=\"me\"") } == [false, false, true])
                    #expect(Set(seen.map { $0.split(separator: "\r\n\r\n").last }).count == 1)
                }
            }
        }
    }

    @Test("nothing goes to a subscriber any more once the subscription has ended")
    func ended() async throws {
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        let answers = [EventListener.busy, EventListener.taken]
        try await EventListener.listening(answers: answers, beforeAnswer: { for await _ in ends {} }) {
            port,
            requests in
            try await Endpoint.listening { endpoint in
                let url = "http://127.21.1.251:\(port)"
                _ = try await Self.exchange(endpoint, [Self.subscribe(url + "/first")])
                try await Self.delivering(endpoint) {
                    var seen = requests.makeAsyncIterator()
                    try await endpoint.pc.perform(.on, bootOnce: nil)
                    #expect(await seen.next()?.hasPrefix("POST /first ") == true)
                    let unsubscribe = Ask.envelope(WSManURI.eventing + "/Unsubscribe", Self.subscription)
                    #expect(try await Self.exchange(endpoint, [unsubscribe])[0].status == 200)
                    end.finish()
                    _ = try await Self.exchange(endpoint, [Self.subscribe(url + "/second")])
                    try await endpoint.pc.perform(.offHard, bootOnce: nil)
                    #expect(await seen.next()?.hasPrefix("POST /second ") == true)
                }
            }
        }
    }

    @Test("the courier of a subscription ends with it, and no other does")
    func couriers() async throws {
        var couriers = Couriers()
        let rounds = try (1...2).map { try #require(couriers.give(try Self.notice(for: $0))) }
        couriers.dismiss(allBut: [2])
        #expect(await rounds[0].reduce(0) { count, _ in count + 1 } == 1)
        #expect(couriers.give(try Self.notice(for: 2)) == nil)
        #expect(couriers.give(try Self.notice(for: 1)) != nil)
    }

    private static func notice(for subscription: Int, url: String = "http://127.21.1.251/") throws -> EventNotice {
        EventNotice(
            subscription: subscription,
            destination: try #require(EventDestination(untrusted: url)),
            trustedRoots: [],
            login: nil,
            envelope: [],
            record: EventRecord(number: 1, at: .now, bytes: [], text: "")
        )
    }

    @Test("a listener that keeps a post waiting without end does not get to keep it")
    func endless() async throws {
        let server = try await EventListener.bind()
        let url = "http://127.21.1.251:\(server.channel.localAddress?.port ?? 0)/"
        let notice = try Self.notice(for: 1, url: url)
        let post = EventPost(notice: notice, allowsLoopback: true, limit: .milliseconds(200))
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await server.executeThenClose { connections in
                    for try await connection in connections {
                        try? await connection.executeThenClose { _, outbound in
                            while true { try await outbound.write(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")) }
                        }
                    }
                }
            }
            await #expect(throws: (any Error).self) { try await post.send() }
            group.cancelAll()
        }
    }

    @Test("subscriptions are listed with their destinations, renewed and ended through their references")
    func life() async throws {
        try await Endpoint.listening { endpoint in
            let ask = Self.subscribe("http://127.21.1.251/a", expires: "PT600S")
            let first = try await Self.exchange(
                endpoint,
                [ask, Ask.enumerate(Self.subscription, "<w:OptimizeEnumeration/>")]
            )
            #expect(first[0].body.contains("<g:Expires>PT600.000000S</g:Expires>"))
            let manager = try XMLReader.read(first[0].body.utf8)["Body"]?["SubscribeResponse"]?["SubscriptionManager"]
            #expect(manager?["ReferenceParameters"]?["SelectorSet"]?.children.count == 2)
            #expect(first[1].body.contains("<h:CIM_FilterCollectionSubscription>"))
            let inner = try #require(
                first[0].between("<c:SelectorSet>", "</c:SelectorSet></b:ReferenceParameters></g:")
            )
            let selectors = inner.replacing("c:", with: "w:").replacing("b:", with: "a:")
            let renew = "<Renew xmlns=\"\(WSManURI.eventing)\"><Expires>PT60S</Expires></Renew>"
            let end = "<Unsubscribe xmlns=\"\(WSManURI.eventing)\"/>"
            let replies = try await Self.exchange(
                endpoint,
                [
                    Ask.envelope(WSManURI.eventing + "/Renew", Self.subscription, selectors: selectors, body: renew),
                    Ask.get(Ask.cim + "CIM_ListenerDestinationWSManagement"),
                    Ask.envelope(
                        WSManURI.eventing + "/Unsubscribe",
                        Self.subscription,
                        selectors: selectors,
                        body: end
                    ),
                    Ask.envelope(
                        WSManURI.eventing + "/Unsubscribe",
                        Self.subscription,
                        selectors: selectors,
                        body: end
                    ),
                ]
            )
            #expect(replies[0].body.contains("<g:RenewResponse><g:Expires>PT60.000000S</g:Expires>"))
            #expect(replies[1].body.contains("<g:Destination>http://127.21.1.251/a</g:Destination>"))
            #expect(replies[2].body.contains("/eventing/UnsubscribeResponse</b:Action>"))
            #expect(replies[2].body.hasSuffix("<a:Body></a:Body></a:Envelope>"))
            #expect(replies[3].status == 400)
        }
    }

    @Test(
        "what cannot be subscribed to is a fault that says why",
        arguments: [
            (subscribe("http://x/", filter: "other"), "b:DestinationUnreachable"),
            (subscribe("http://x/", mode: "urn:x"), "f:DeliveryModeRequestedUnavailable"),
            (subscribe("ftp://x/"), "f:InvalidMessage"), (subscribe("http://a@x/"), "f:InvalidMessage"),
            (subscribe("http://x:0/"), "f:InvalidMessage"), (subscribe("http://x/ y"), "f:InvalidMessage"),
            (subscribe("http://" + String(repeating: "x", count: 250)), "f:InvalidMessage"),
            (subscribe("http://x/", expires: "tomorrow"), "f:InvalidExpirationTime"),
            (subscribe("http://x/", parameters: String(repeating: "<a/>", count: 5)), "e:EncodingLimit"),
        ]
    )
    func refused(ask: String, subcode: String) async throws {
        try await Endpoint.listening { endpoint in
            let reply = try await Self.exchange(endpoint, [ask])[0]
            #expect(reply.status == 400)
            #expect(reply.body.contains("<a:Value>\(subcode)</a:Value>"))
        }
    }

    @Test("there are no more subscriptions than the engine keeps")
    func limit() async throws {
        try await Endpoint.listening { endpoint in
            let asks = (0..<10).map { Self.subscribe("http://127.21.1.251/\($0)") }
            let replies = try await Self.exchange(endpoint, asks)
            #expect(replies.map(\.status) == Array(repeating: 200, count: 9) + [400])
        }
    }

    @Test(
        "no console can make the engine of a network call on its own machine or link",
        arguments: ["127.0.0.1", "localhost", "::1", "0.0.0.0", "169.254.1.1", "FE80::1", "::ffff:127.0.0.1"]
    )
    func forbidden(host: String) {
        #expect(ForbiddenHost.isForbidden(host))
        #expect(!ForbiddenHost.isForbidden("192.0.2.1") && !ForbiddenHost.isForbidden("2001:db8::1"))
    }
}
