import AMTClient
import AMTSchema
import CIMModel
import EngineNetwork
import ManagementEngine
import NIOCore
import NIOPosix
import NIOSSL
import NVRAM
import TestSupport
import Testing
import WSMan
import X509
import XML
import _CryptoExtras

@Suite("A subscriber with TLS", .timeLimit(.minutes(5)))
struct SubscriberTests {
    private typealias Server = NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>

    @Test(
        "gets events when the engine trusts who certified it, and not a word otherwise",
        arguments: [true, false]
    )
    func trust(isTrusted: Bool) async throws {
        let address = OwnAddress.next()
        let authority = try TestAuthority()
        let engine = try await ManagementEngine.simulated(NVRAM(path: ":memory:"))
        let console = DirectTransport(engine: engine)
        if isTrusted {
            let blob = try authority.certificate.base64
            try await Proxy(AMT.PublicKeyManagementService.self, over: console).addTrustedRootCertificate {
                $0.certificateBlob = blob
            }
        }
        let server = try await Self.listen(on: address, as: authority.server(address))
        try await Self.subscribe(console, "https://\(address):\(server.channel.localAddress?.port ?? 0)/inbox")
        let heard = try await Self.firstHeard(server, engine) {
            try await Proxy(CIM.PowerManagementService.self, over: console).requestPowerStateChange {
                $0.powerState = .on
            }
        }
        #expect(heard.hasPrefix("POST /inbox HTTP/1.1\r\n") == isTrusted)
        #expect(heard.contains("PLAT0F02") == isTrusted, "\(heard)")
    }

    private static func subscribe(_ console: DirectTransport, _ address: String) async throws {
        let notify = XMLElement(
            "NotifyTo",
            in: WSManURI.eventing,
            children: [XMLElement("Address", in: WSManURI.addressing, text: address)]
        )
        let delivery = XMLElement("Delivery", in: WSManURI.eventing, children: [notify])
        let answer = try await console.send(
            body: XMLElement("Subscribe", in: WSManURI.eventing, children: [delivery]),
            action: WSManURI.eventing + "/Subscribe",
            to: ClassName("CIM_FilterCollection").resourceURI,
            selectors: ["InstanceID": "Intel(r) AMT:All"]
        )
        #expect(answer?.name == "SubscribeResponse")
    }

    private static func listen(on address: String, as certificate: Certificate) async throws -> Server {
        let key = try Array(TestKeys.client.get().derRepresentation)
        let context = try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: [.certificate(try NIOSSLCertificate(bytes: certificate.der, format: .der))],
                privateKey: .privateKey(try NIOSSLPrivateKey(bytes: key, format: .der))
            )
        )
        return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: address, port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
    }

    /// What the listener gets on the first connection that the engine makes after the event.
    private static func firstHeard(
        _ server: Server,
        _ engine: ManagementEngine,
        _ event: @escaping @Sendable () async throws -> Void
    ) async throws -> String {
        let (ready, isReady) = AsyncStream.makeStream(of: Void.self)
        let delivery = EventDelivery(engine: engine) { isReady.finish() }
        return try await withThrowingTaskGroup(of: String?.self) { group in
            group.addTask {
                try await engine.run()
                return nil
            }
            group.addTask {
                try await delivery.run()
                return nil
            }
            group.addTask { try await server.executeThenClose { try await heard($0) } }
            for await _ in ready {}
            try await event()
            defer { group.cancelAll() }
            while let ended = try await group.next() { if let ended { return ended } }
            throw CancellationError()
        }
    }

    /// The text of the first connection, as far as it came: all of an envelope, or nothing from who does not trust.
    private static func heard(
        _ connections: NIOAsyncChannelInboundStream<NIOAsyncChannel<ByteBuffer, ByteBuffer>>
    ) async throws -> String {
        for try await connection in connections {
            var text = ""
            do {
                try await connection.executeThenClose { inbound, outbound in
                    for try await buffer in inbound {
                        text += String(buffer: buffer)
                        if text.hasSuffix("</a:Envelope>") { break }
                    }
                    try await outbound.write(ByteBuffer(string: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
                }
            } catch let error as NIOSSLError {
                text += "\(error)"
            }
            return text
        }
        return ""
    }
}
