import NIOCore
import NIOPosix
import Testing

@testable import EngineNetwork

@Suite("Presence", .timeLimit(.minutes(5)))
struct PresenceTests {
    /// RMCP 6, ASF, its authors' number, ping, tag 7, no data.
    static let ping: [UInt8] = [0x06, 0x00, 0xFF, 0x06, 0x00, 0x00, 0x11, 0xBE, 0x80, 0x07, 0x00, 0x00]

    @Test("a ping is known, with whatever sequence number")
    func ping() {
        #expect(PresencePing(untrusted: Self.ping)?.tag == 7)
        var other = Self.ping
        other[2] = 0x00
        #expect(PresencePing(untrusted: other)?.tag == 7)
    }

    @Test("anything else is none, whichever byte differs and however long it is")
    func noPing() {
        for place in Self.ping.indices where ![1, 2, 9, 10].contains(place) {
            var other = Self.ping
            other[place] ^= 0x41
            #expect(PresencePing(untrusted: other) == nil, "byte \(place)")
        }
        for length in 0..<Self.ping.count { #expect(PresencePing(untrusted: Self.ping.prefix(length)) == nil) }
        #expect(PresencePing(untrusted: Self.ping + [0]) == nil)
    }

    @Test("the pong tells the enterprise, the port, the version, the state and that WS-Management is there")
    func pong() {
        let pong = PresencePong(tag: 7, port: 16_992, hasBothPorts: true, version: (15, 0))
        #expect(
            pong.bytes == [
                0x06, 0x00, 0xFF, 0x06,  // RMCP: version, reserved, no acknowledgement, ASF
                0x00, 0x00, 0x11, 0xBE,  // ASF's authors
                0x40, 0x07, 0x00, 0x10,  // pong, tag, reserved, length
                0x00, 0x00, 0x01, 0x57,  // Intel
                0x42, 0x60,  // 16992
                0xF0,  // 15.0
                0x06,  // provisioned, both ports
                0x01, 0x20,  // ASF 1.0, DASH
                0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
            ]
        )
        #expect(PresencePong(tag: 0, port: 16_993, hasBothPorts: false, version: (18, 20)).bytes[18] == 0xFF)
    }

    @Test("no address gets more than a few pongs a second, and all together not many")
    func budget() {
        var budget = PongBudget()
        let toOne = (0..<9).count { _ in budget.spend(on: "a", now: 5) }
        #expect(toOne == PongBudget.perAddress)
        let toOthers = (0..<99).count { number in budget.spend(on: "\(number)", now: 5) }
        #expect(toOthers == PongBudget.total - PongBudget.perAddress)
        let later = budget.spend(on: "a", now: 6)
        #expect(later)
    }

    @Test("an endpoint answers pings and nothing else")
    func service() async throws {
        try await Endpoint.listening { endpoint in
            let (ports, port) = AsyncStream.makeStream(of: Int.self)
            let responder = PresenceResponder(address: endpoint.address, port: 0, engine: endpoint.engine) {
                port.yield($0)
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await responder.run() }
                for await port in ports {
                    let length = try await Self.answer(to: Self.ping, at: endpoint.address, port)
                    #expect(length == 28)
                    break
                }
                group.cancelAll()
            }
        }
    }

    /// The length of the first answer; noise that is sent before must get none.
    private static func answer(to ping: [UInt8], at address: String, _ port: Int) async throws -> Int? {
        typealias Datagram = AddressedEnvelope<ByteBuffer>
        let remote = try SocketAddress(ipAddress: address, port: port)
        let channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.21.1.250", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<Datagram, Datagram>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            for bytes in [[], [0x06], Array(repeating: 0xFF, count: 1400), ping] {
                try await outbound.write(Datagram(remoteAddress: remote, data: ByteBuffer(bytes: bytes)))
            }
            for try await datagram in inbound { return datagram.data.readableBytes }
            return nil
        }
    }
}
