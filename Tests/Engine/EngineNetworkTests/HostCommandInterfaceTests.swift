import NIOCore
import PTHI
import Testing

@testable import EngineNetwork

@Suite("The channel of host commands", .timeLimit(.minutes(5)))
struct HostCommandInterfaceTests {
    @Test("answers each request in its turn, however its bytes come")
    func requests() async throws {
        try await withProgram { answers, requests in
            let request = PTHIMessage(.controlMode).bytes
            for byte in request { try await requests.write(ByteBuffer(bytes: [byte])) }
            try await requests.write(ByteBuffer(bytes: request + request))
            var heard: ArraySlice<UInt8> = []
            var modes: [[UInt8]] = []
            while modes.count < 3 {
                let bytes = try #require(try await answers.next())
                heard += bytes.readableBytesView
                while let answer = try PTHIMessage(from: &heard) { modes.append(answer.body) }
            }
            // Success, and admin control mode.
            #expect(modes == Array(repeating: [0, 0, 0, 0, 2, 0, 0, 0], count: 3))
        }
    }

    @Test(
        "ends when something comes that is no request",
        arguments: [[2, 2], [1, 1, 0, 0, 1, 0, 0, 4, 255, 255, 0, 0]]
    )
    func noise(head: [UInt8]) async throws {
        try await withProgram { answers, requests in
            try await requests.write(ByteBuffer(bytes: head + Array(repeating: 0, count: 12)))
            #expect(try await answers.next() == nil)
        }
    }

    /// Runs `body` as a program in the user OS at the far end of the channel.
    private func withProgram(
        _ body: (
            inout NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator, NIOAsyncChannelOutboundWriter<ByteBuffer>
        ) async throws -> Void
    ) async throws {
        let interface = HostCommandInterface(path: "", engine: try await LocalBench.engine())
        let (near, far) = try LocalConnection.pair()
        let link = try await LocalConnection.adopt(near) { try LocalChannel.Link(wrappingChannelSynchronously: $0) }
        let other = try await LocalConnection.adopt(far) { try LocalChannel.Link(wrappingChannelSynchronously: $0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await interface.serve(link) }
            try await other.executeThenClose { inbound, outbound in
                var answers = inbound.makeAsyncIterator()
                try await body(&answers, outbound)
            }
            try await group.waitForAll()
        }
    }
}
