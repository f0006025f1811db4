import ObjectManager
import APF
import FoundationEssentials
import HTTPDigest
import Inventory
import ManagementEngine
import NIOCore
import NIOPosix
import NVRAM
import Simulation
import Testing
import VirtualPC

@testable import EngineNetwork

@Suite("The local interface", .timeLimit(.minutes(5)))
struct LocalInterfaceTests {
    @Test("a program in the user OS gets through the channel what the port gives on the network")
    func request() async throws {
        try await withHost { host in
            try await host.greet()
            try await host.open(as: 40)
            try await host.say("GET /logon.htm HTTP/1.1\r\nHost: localhost:16992\r\n\r\n", on: 0)
            let page = try await host.hear(until: "</html>")
            #expect(page.hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
    }

    @Test("a caller without credentials is challenged, and the channel ends with the connection")
    func challenge() async throws {
        try await withHost { host in
            try await host.greet()
            try await host.open(as: 40)
            try await host.say("POST /wsman HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n", on: 0)
            #expect(try await host.hear(until: "WWW-Authenticate: Digest").contains("401 Unauthorized"))
            #expect(try await host.skip(to: .close(recipient: 40)))
        }
    }

    @Test(
        "a client that offers another protocol, and a head that is too large, end the connection as on the network",
        arguments: [
            ("Connection: Upgrade\r\nUpgrade: x\r\n", "303"), ("X: \(String(repeating: "x", count: 8193))\r\n", "431"),
        ]
    )
    func bounds(field: String, status: String) async throws {
        try await withHost { host in
            try await host.greet()
            try await host.open(as: 40)
            try await host.say("GET / HTTP/1.1\r\n\(field)\r\n", on: 0)
            #expect(try await host.hear(until: "Connection: close").hasPrefix("HTTP/1.1 \(status) "))
            #expect(try await host.skip(to: .close(recipient: 40)))
        }
    }

    @Test("what concerns the PC's user is posted to the other side, as AMT posts it to LMS")
    func notification() async throws {
        let engine = try await LocalBench.engine()
        try await withHost(engine) { host in
            try await host.greet()
            try await host.open(as: 40)
            // The answer tells that the engine has heard that the port is forwarded.
            try await host.say("GET /logon.htm HTTP/1.1\r\nHost: localhost\r\n\r\n", on: 0)
            _ = try await host.hear(until: "</html>")
            await engine.changeConsentPolicy()
            let opening = try await host.opening()
            #expect(opening.kind == "direct-tcpip" && opening.port == 0)
            try await host.send(.openConfirmation(recipient: opening.sender, sender: 7, window: 100))
            var post = ""
            while !post.contains("</a:Envelope>") {
                let piece = try await host.piece()
                #expect(piece.utf8.count <= 100)
                post += piece
                try await host.send(.windowAdjust(recipient: opening.sender, bytes: UInt32(piece.utf8.count)))
            }
            #expect(post.hasPrefix("POST / HTTP/1.1\r\nHost: localhost:0\r\nUser-Agent: Intel(R) AMT Agent\r\n"))
            #expect(post.contains("<g:MessageArguments>4</g:MessageArguments>"))
            #expect(post.contains("<g:MessageID>iAMT0064</g:MessageID>"))
            #expect(post.contains("<g:IndicationFilterName>Intel(r) AMT:User Notification</g:IndicationFilterName>"))
            try await host.send(.data(recipient: opening.sender, Array("HTTP/1.1 200 OK\r\n\r\n".utf8)))
            #expect(try await host.skip(to: .close(recipient: 7)))
        }
    }

    @Test("an answer greater than the window comes as the program takes it")
    func flow() async throws {
        try await withHost { host in
            try await host.greet()
            try await host.open(as: 40, window: 10)
            try await host.say("GET /logon.htm HTTP/1.1\r\nHost: localhost\r\n\r\n", on: 0)
            var page = ""
            while !page.contains("</html>") {
                let piece = try await host.piece()
                #expect(piece.utf8.count <= 10)
                page += piece
                try await host.send(.windowAdjust(recipient: 0, bytes: UInt32(piece.utf8.count)))
            }
        }
    }

    @Test("bytes that are no message, and more than the window, end the channel", arguments: [true, false])
    func violation(isNoise: Bool) async throws {
        try await withHost { host in
            try await host.greet()
            try await host.open(as: 40)
            if isNoise {
                try await host.send(bytes: [0xEE, 0xEE])
            } else {
                try await host.send(.data(recipient: 0, Array(repeating: 0x41, count: 16_385)))
            }
            #expect(try await host.isAtEnd())
        }
    }
}

extension LocalInterfaceTests {
    /// Runs `body` as LMS at the far end of the engine's channel.
    private func withHost(
        _ engine: ManagementEngine? = nil,
        _ body: @escaping @Sendable (inout Host) async throws -> Void
    ) async throws {
        let served = if let engine { engine } else { try await LocalBench.engine() }
        let interface = LocalInterface(path: "", frontDoor: FrontDoor(served))
        let (near, far) = try LocalConnection.pair()
        let link = try await LocalConnection.adopt(near) { try LocalInterface.Link(wrappingChannelSynchronously: $0) }
        let other = try await LocalConnection.adopt(far) { try LocalInterface.Link(wrappingChannelSynchronously: $0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await interface.serve(link) }
            try await other.executeThenClose { inbound, outbound in
                var host = Host(outbound: outbound, inbound: inbound.makeAsyncIterator())
                try await body(&host)
            }
            try await group.waitForAll()
        }
    }
}

/// An engine over a PC made of state.
enum LocalBench {
    static func engine() async throws -> ManagementEngine {
        let uuid = "12345678-9abc-def0-1122-334455667788"
        let hardware = HardwareInventory.standard(
            name: "pc1",
            uuid: uuid,
            cores: 2,
            memoryMiB: 1024,
            diskBytes: 1 << 30,
            mac: "52:54:00:77:00:01"
        )
        return try await ManagementEngine(
            identity: Identity(name: "pc1", uuid: uuid, address: "127.0.0.1"),
            nvram: NVRAM(path: ":memory:"),
            pc: SimulatedPC(hardware: hardware),
            administrator: ("admin", { "Correct-Horse1" })
        )
    }
}

extension ManagementEngine {
    /// Has a console change for what the user is asked, of which the user is told.
    func changeConsentPolicy() async {
        let resource = "http://intel.com/wbem/wscim/1/ips-schema/1/IPS_OptInService"
        let envelope = Ask.envelope(
            "http://schemas.xmlsoap.org/ws/2004/09/transfer/Put",
            resource,
            body:
                "<r:IPS_OptInService xmlns:r=\"\(resource)\"><r:OptInRequired>1</r:OptInRequired></r:IPS_OptInService>"
        )
        let console = Caller(user: "admin", interface: .network(address: "192.0.2.1"), isEncrypted: false)
        _ = await answer(Array(envelope.utf8), for: console)
    }
}

/// LMS as far as the tests need it.
private struct Host {
    let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private var untrusted = ByteBuffer()

    init(
        outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>,
        inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    ) {
        self.outbound = outbound
        self.inbound = inbound
    }

    func send(_ message: APFMessage) async throws {
        var buffer = ByteBuffer()
        message.write(into: &buffer)
        try await outbound.write(buffer)
    }

    func send(bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }

    mutating func receive() async throws -> APFMessage? {
        while true {
            if let message = try APFMessage(from: &untrusted) { return message }
            guard let more = try await inbound.next() else { return nil }
            untrusted.writeImmutableBuffer(more)
        }
    }

    mutating func greet() async throws {
        try await send(.protocolVersion(ProtocolVersion(trigger: 9)))
        while let message = try await receive() {
            switch message {
            case .serviceRequest(let name): try await send(.serviceAccept(name: name))
            case .userAuthenticationRequest: try await send(.userAuthenticationSuccess)
            case .globalRequest(let request):
                #expect(request.kind == .forward(address: "0.0.0.0", port: 16_992))
                return try await send(.requestSuccess(port: 16_992))
            default: break
            }
        }
    }

    mutating func open(as sender: UInt32, window: UInt32 = 65_536) async throws {
        try await send(.opening(sender, window: window))
        let answer = try await receive()
        #expect(answer == .openConfirmation(recipient: sender, sender: 0, window: LocalSession.window))
    }

    func say(_ text: String, on channel: UInt32) async throws {
        try await send(.data(recipient: channel, Array(text.utf8)))
    }

    mutating func piece() async throws -> String {
        while let message = try await receive() {
            if case .data(_, let bytes) = message { return String(decoding: bytes, as: UTF8.self) }
        }
        return try #require(nil, "the channel ended")
    }

    mutating func opening() async throws -> ChannelOpening {
        while let message = try await receive() {
            if case .channelOpen(let opening) = message { return opening }
        }
        return try #require(nil, "the channel ended")
    }

    mutating func hear(until end: String) async throws -> String {
        var text = ""
        while !text.contains(end) { text += try await piece() }
        return text
    }

    mutating func skip(to wanted: APFMessage) async throws -> Bool {
        while let message = try await receive() {
            if message == wanted { return true }
        }
        return false
    }

    mutating func isAtEnd() async throws -> Bool {
        while let _ = try await receive() {}
        return true
    }
}
