import NIOCore
import Testing

@testable import EngineNetwork

@Suite("What an endpoint bears", .serialized, .timeLimit(.minutes(5)))
struct EndpointLimitTests {
    private static let ask = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

    @Test(
        "a connection ends when no whole request comes in time, whatever has come of it",
        arguments: [
            "", "G", "GET / HTTP/1.1\r\nHost: x\r\n", "POST /wsman HTTP/1.1\r\nContent-Length: 9\r\n\r\n12345678",
        ],
        [
            ConnectionLimits(first: .milliseconds(50), request: .hours(24)),
            ConnectionLimits(first: .hours(24), request: .milliseconds(50)),
        ]
    )
    func slow(beginning: String, limits: ConnectionLimits) async throws {
        let isLater = limits.first > limits.request
        try await Endpoint.listening(limits: limits) { endpoint in
            try await RawConnection.open(to: endpoint.address) { connection in
                if isLater {
                    try await connection.send(Self.ask)
                    #expect(try await connection.reply()?.status == 303)
                }
                if !beginning.isEmpty { try await connection.send(beginning) }
                #expect(await connection.ends())
            }
        }
    }

    @Test("whoever holds connections that he does not use makes room for others")
    func room() async throws {
        try await Endpoint.listening(limits: ConnectionLimits(connections: 2)) { endpoint in
            try await RawConnection.open(to: endpoint.address) { first in
                try await first.send(Self.ask)
                #expect(try await first.reply()?.status == 303)
                try await RawConnection.open(to: endpoint.address) { second in
                    try await second.send(Self.ask)
                    #expect(try await second.reply()?.status == 303)
                    try await RawConnection.open(to: endpoint.address) { third in
                        try await third.send(Self.ask)
                        #expect(try await third.reply()?.status == 303)
                        #expect(await first.ends())
                        try await second.send(Self.ask)
                        #expect(try await second.reply()?.status == 303)
                    }
                }
            }
        }
    }

    @Test("who has logged in keeps the connection, and new ones come in when old ones end")
    func proved() async throws {
        try await Endpoint.listening(limits: ConnectionLimits(perAddress: 1)) { endpoint in
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { first in
                try await first.send(login.request("GET", "/index.htm"))
                #expect(try await first.reply()?.status == 200)
                try await RawConnection.open(to: endpoint.address) { second in #expect(await second.ends()) }
                try await first.send(login.request("GET", "/index.htm"))
                #expect(try await first.reply()?.status == 200)
            }
            var status: Int?
            while status == nil {
                status = try? await RawConnection.open(to: endpoint.address) { next in
                    try await next.send(Self.ask)
                    return try await next.reply()?.status
                }
            }
            #expect(status == 303)
        }
    }
}

@Suite("The connections of an endpoint")
struct ConnectionTableTests {
    @Test("beyond the limit of an address its own most silent connection makes room")
    func perAddress() {
        var table = ConnectionTable(ConnectionLimits(connections: 4, perAddress: 2))
        let other = table.enter(from: "10.0.0.9")
        let first = table.enter(from: "10.0.0.1")
        let second = table.enter(from: "10.0.0.1")
        #expect([other, first, second].allSatisfy { $0 != nil && $0?.displaced == nil })
        table.hear(first?.number ?? 0)
        #expect(table.enter(from: "10.0.0.1")?.displaced == second?.number)
    }

    @Test("beyond the limit of all the most silent of all makes room, and no one who has proved an account")
    func altogether() {
        var table = ConnectionTable(ConnectionLimits(connections: 4, perAddress: 2))
        let held = ["10.0.0.1", "10.0.0.1", "10.0.0.2", "10.0.0.2"].map { table.enter(from: $0)?.number }
        #expect(table.enter(from: "10.0.0.3")?.displaced == held[0])
        table.prove(held[1] ?? 0)
        #expect(table.enter(from: "10.0.0.4")?.displaced == held[2])
    }

    @Test("where all have proved an account nobody makes room, until one leaves")
    func full() {
        var table = ConnectionTable(ConnectionLimits(connections: 1))
        let only = table.enter(from: "10.0.0.1")?.number ?? 0
        table.prove(only)
        #expect(table.enter(from: "10.0.0.2") == nil)
        table.leave(only)
        #expect(table.enter(from: "10.0.0.2")?.displaced == nil)
    }

    @Test("the addresses of one IPv6 network are one, and those of another network are not")
    func networks() {
        var table = ConnectionTable(ConnectionLimits(connections: 4, perAddress: 1))
        let first = table.enter(from: "2001:db8::1")?.number
        #expect(table.enter(from: "2001:db8::2:3:4:5%eth0")?.displaced == first)
        #expect(table.enter(from: "2001:db8:0:1::1")?.displaced == nil)
    }
}
