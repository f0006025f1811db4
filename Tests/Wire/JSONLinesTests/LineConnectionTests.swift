import Glibc
import JSONLines
import Testing

@Suite("LineConnection")
struct LineConnectionTests {
    /// Lines `N…` answer request N, lines `!…` are events, all others noise.
    static func kind(of line: [UInt8]) -> LineKind {
        if line.first == UInt8(ascii: "!") {
            return .event
        }
        return Int(String(decoding: line.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)).map { .reply($0) }
            ?? .noise
    }

    /// Two connected ends; the far one takes every line for an event.
    static func pair(limit: Int = 64) async throws -> (near: LineConnection, far: LineConnection) {
        var descriptors: [CInt] = [0, 0]
        let made = socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &descriptors)
        #expect(made == 0)
        let near = try await LineConnection.adopting(descriptor: descriptors[0], limit: limit, classify: kind)
        let far = try await LineConnection.adopting(descriptor: descriptors[1], limit: 1024) { _ in .event }
        return (near, far)
    }

    static func text(_ line: [UInt8]) -> String { String(decoding: line, as: UTF8.self) }

    @Test("gives each answer to the one who asked, in whatever order they come")
    func correlation() async throws {
        let (near, far) = try await Self.pair()
        async let one = near.request(1, line: Array("one".utf8), within: .seconds(60))
        async let two = near.request(2, line: Array("two".utf8), within: .seconds(60))
        var asked: Set<String> = []
        for await line in far.events {
            asked.insert(Self.text(line))
            if asked.count == 2 { break }
        }
        #expect(asked == ["one", "two"])
        far.send(Array("2 second".utf8))
        far.send(Array("noise".utf8))
        far.send(Array("1 first".utf8))
        #expect(try await Self.text(one) == "1 first")
        #expect(try await Self.text(two) == "2 second")
        near.close()
    }

    @Test("keeps events until they are read and ends them with the connection")
    func events() async throws {
        let (near, far) = try await Self.pair()
        far.send(Array("!a".utf8))
        far.send(Array("!b".utf8))
        far.close()
        var seen: [String] = []
        for await line in near.events {
            seen.append(Self.text(line))
        }
        #expect(seen == ["!a", "!b"])
        #expect(!near.isOpen)
    }

    @Test("tells those who wait that the other side went away")
    func closed() async throws {
        let (near, far) = try await Self.pair()
        let answer = Task { try await near.request(1, line: Array("one".utf8), within: .seconds(60)) }
        for await _ in far.events { break }
        far.close()
        await #expect(throws: LineError.closed) { try await answer.value }
        await #expect(throws: LineError.closed) { try await near.request(2, line: [], within: .seconds(60)) }
    }

    @Test("gives up on an answer that does not come, and takes the next one")
    func timeout() async throws {
        let (near, far) = try await Self.pair()
        await #expect(throws: LineError.timedOut) {
            try await near.request(1, line: Array("one".utf8), within: .milliseconds(5))
        }
        async let answer = near.request(2, line: Array("two".utf8), within: .seconds(60))
        for await line in far.events where Self.text(line) == "two" { break }
        far.send(Array("1 late".utf8))
        far.send(Array("2 good".utf8))
        #expect(try await Self.text(answer) == "2 good")
        near.close()
    }

    @Test("gives up however short the time is")
    func noTime() async throws {
        let (near, _) = try await Self.pair()
        for number in 1...500 {
            await #expect(throws: LineError.timedOut) {
                try await near.request(number, line: Array("one".utf8), within: .zero)
            }
        }
        near.close()
    }

    @Test("ends the connection when a line is too long")
    func oversize() async throws {
        let (near, far) = try await Self.pair(limit: 16)
        let answer = Task { try await near.request(1, line: Array("one".utf8), within: .seconds(60)) }
        for await _ in far.events { break }
        far.send(Array(repeating: UInt8(ascii: "1"), count: 17))
        await #expect(throws: LineError.oversize(limit: 16)) { try await answer.value }
    }

    @Test("says which path nobody listens at")
    func nobody() async {
        await #expect {
            try await LineConnection.connect(to: "/nonexistent/a.sock", limit: 1, within: .zero) { _ in .noise }
        } throws: { error in
            "\(error)".hasPrefix("cannot connect to /nonexistent/a.sock")
        }
    }
}
