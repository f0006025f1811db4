import Simulation
import Testing
import VirtualPC

@Suite("Real clients", .serialized, .timeLimit(.minutes(5)))
struct RealClientTests {
    @Test("are answered, request after request, and over a new challenge", arguments: RealClient.all)
    func answered(client: RealClient) async throws {
        try await Endpoint.listening { endpoint in
            try await endpoint.pc.perform(.on, bootOnce: nil)
            for counts in [client.counts.prefix(2), client.counts.suffix(1)] {
                let first = try await RawConnection.open(to: endpoint.address) { connection in
                    try await connection.send(client.request(nil))
                    return try await connection.reply()
                }
                let challenge = try #require(RealClient.Challenge(first))
                let requests = counts.map { client.request(challenge, count: $0) }
                let replies = try await Self.exchange(requests, client.use, with: endpoint)
                #expect(replies.map(\.status) == Array(repeating: 200, count: counts.count))
                for reply in replies {
                    let isDone = reply.body.contains("<g:ReturnValue>0<") || reply.body.contains("<g:PowerState>2<")
                    #expect(isDone, "\(reply.body)")
                }
            }
        }
    }

    private static func exchange(
        _ requests: [String],
        _ use: RealClient.Use,
        with endpoint: Endpoint
    ) async throws -> [RawReply] {
        let batches =
            switch use {
            case .oneShot: requests.map { [[$0]] }
            case .persistent: [requests.map { [$0] }]
            case .pipelined: [[requests]]
            }
        var replies: [RawReply] = []
        for connections in batches {
            replies += try await RawConnection.open(to: endpoint.address) { connection in
                var got: [RawReply] = []
                for batch in connections {
                    try await connection.send(batch.joined())
                    for _ in batch { got.append(try #require(try await connection.reply())) }
                }
                return got
            }
        }
        return replies
    }
}
