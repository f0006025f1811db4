import FoundationEssentials
import Glibc
@testable import GuestAgent
import JSONLines
import Testing

@Suite("GuestAgent")
struct GuestAgentTests {
    /// The agent under test, and the far end of its socket where every line is an event.
    static func pair() async throws -> (agent: GuestAgent, guest: LineConnection) {
        var descriptors: [CInt] = [0, 0]
        try #require(socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &descriptors) == 0)
        let near = try await LineConnection.adopting(
            descriptor: descriptors[0],
            limit: GuestAgent.longestLine,
            classify: GuestAgent.classify
        )
        let far = try await LineConnection.adopting(descriptor: descriptors[1], limit: 1 << 20) { _ in .event }
        return (GuestAgent(taking: near), far)
    }

    struct Order: Decodable {
        struct Arguments: Decodable {
            var id: Int?
            var path: String?
            var pid: Int?
        }

        var execute: String
        var arguments: Arguments
        var id: Int
    }

    static func order(_ line: [UInt8]) throws -> Order {
        try JSONDecoder().decode(Order.self, from: Data(line.drop { $0 == 0xFF }))
    }

    @Test("synchronises past what a half command left")
    func synchronise() async throws {
        let (agent, guest) = try await Self.pair()
        async let done: Void = agent.synchronize(within: .seconds(60))
        for await line in guest.events {
            #expect(line.first == 0xFF)
            let order = try Self.order(line)
            guest.send(Array(#"{"error":{"class":"GenericError","desc":"JSON parse error"}}"#.utf8))
            let token = try #require(order.arguments.id)
            guest.send([0xFF] + Array(#"{"return":\#(token),"id":\#(order.id)}"#.utf8))
            break
        }
        try await done
        agent.close()
    }

    @Test("gives back status and output of a program, cut at the limit")
    func execution() async throws {
        let (agent, guest) = try await Self.pair()
        let execution = GuestExecution(path: "/bin/echo", arguments: ["hello"], environment: [], input: [])
        async let result = agent.run(execution, limit: 4, within: .seconds(60))
        var polls = 0
        for await line in guest.events {
            let order = try Self.order(line)
            if order.execute == "guest-exec" {
                #expect(order.arguments.path == "/bin/echo")
                guest.send(Array(#"{"return":{"pid":42},"id":\#(order.id)}"#.utf8))
                continue
            }
            #expect(order.arguments.pid == 42)
            polls += 1
            let output = Data("hello\n".utf8).base64EncodedString()
            let answer = polls == 1 ? #"{"exited":false}"# : #"{"exited":true,"exitcode":3,"out-data":"\#(output)"}"#
            guest.send(Array(#"{"return":\#(answer),"id":\#(order.id)}"#.utf8))
            if polls == 2 { break }
        }
        let ended = try await result
        #expect(ended.exitStatus == 3)
        #expect(ended.standardOutput == Array("hell".utf8))
        #expect(ended.isTruncated)
        agent.close()
    }

    @Test("takes the silence after a shutdown order for success")
    func shutdown() async throws {
        let (agent, guest) = try await Self.pair()
        try await agent.shutdown(.powerdown, within: .milliseconds(5))
        for await line in guest.events {
            #expect(try Self.order(line).execute == "guest-shutdown")
            break
        }
        agent.close()
    }

    @Test("tells that a signal ended a program")
    func signal() throws {
        let line = Data(#"{"exited":true,"signal":9}"#.utf8)
        let reply = try JSONDecoder().decode(ExecutionStatus.Reply.self, from: line)
        #expect(reply.result(limit: 1).exitStatus == 137)
    }
}
