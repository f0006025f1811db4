import ApplianceLink
import Foundation
import Glibc
import JSONLines
import Testing

@testable import VirtualPC

@Suite("The engine's end of the appliance link", .timeLimit(.minutes(1)))
struct ApplianceLinkClientTests {
    private let client: ApplianceLinkClient
    private let appliance: LineConnection

    init() async throws {
        var descriptors: [CInt] = [0, 0]
        try #require(socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &descriptors) == 0)
        let longest = LinkMessage.longestLine
        client = ApplianceLinkClient(
            taking: try await .adopting(
                descriptor: descriptors[0],
                limit: longest,
                classify: ApplianceLinkClient.classify
            )
        )
        appliance = try await .adopting(descriptor: descriptors[1], limit: longest) { _ in .event }
    }

    /// What the appliance is asked, until it has seen so many requests.
    private func requests(_ count: Int, _ answer: (Int) throws -> Void = { _ in }) async throws -> [ApplianceRequest] {
        var requests: [ApplianceRequest] = []
        for await line in appliance.events {
            guard case .request(let id, let request) = try LinkMessage(untrustedLine: Data(line)) else { continue }
            requests.append(request)
            if requests.count == count { break }
            try answer(id)
        }
        return requests
    }

    @Test("Long work of which nothing is heard is given up, and told to end")
    func silence() async throws {
        async let requests = requests(2)
        await #expect(throws: PCError.self) {
            try await client.ask(.scan(ScanOrder()), unlessSilentFor: .milliseconds(10)) { _, _ in }
        }
        #expect(try await requests == [.scan(ScanOrder()), .cancel])
    }

    @Test("Long work that nobody waits for any more is told to end")
    func abandoned() async throws {
        let client = client
        let asking = Task {
            try await client.ask(.scan(ScanOrder()), unlessSilentFor: .seconds(3600)) { _, _ in }
        }
        #expect(try await requests(1) == [.scan(ScanOrder())])
        async let next = requests(1)
        asking.cancel()
        #expect(try await next == [.cancel])
        await #expect(throws: PCError.self) { try await asking.value }
    }

    @Test("Work that ends is told nothing more, whether it is done or refused", arguments: [true, false])
    func ended(_ isDone: Bool) async throws {
        async let requests = requests(2) { id in
            let reply = LinkMessage.reply(id: id, isDone ? .done : .refused("no"))
            appliance.send(Array(try reply.line().dropLast()))
        }
        let first = try? await client.ask(.scan(ScanOrder()), unlessSilentFor: .seconds(3600)) { _, _ in }
        #expect(first == (isDone ? .done : nil))
        _ = try? await client.ask(.health, within: .milliseconds(10))
        #expect(try await requests == [.scan(ScanOrder()), .health])
    }
}
