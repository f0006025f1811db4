import EngineNetwork
import NIOSSL
import Testing

/// One conversation with an endpoint, as it was on the wire.
struct RecordedTraffic: Sendable {
    let challenge: RawReply
    /// Whether the connection ended after the challenge.
    let endsAfterChallenge: Bool
    let success: RawReply
    /// To another request with the same nonce, on another connection.
    let again: RawReply
    let fault: RawReply
    /// To a Pull of as many items as there are.
    let page: RawReply
    let optimized: RawReply
    /// To a client of TLS 1.2 that knows no suite with forward secrecy; nil when it is not let in.
    let overOldSuites: RawReply?

    private static let physical = Ask.cim + "CIM_PhysicalElement"

    init(_ endpoint: Endpoint) async throws {
        var login = Login()
        (challenge, endsAfterChallenge) = try await RawConnection.open(to: endpoint.address) { connection in
            try await connection.send("POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
            return (try #require(try await connection.reply()), await connection.ends())
        }
        login.take(challenge)
        (success, fault) = try await RawConnection.open(to: endpoint.address) { connection in
            try await connection.send(login.post(Ask.get(Ask.amt + "AMT_GeneralSettings")))
            let success = try #require(try await connection.reply())
            try await connection.send(login.post(Ask.get(Ask.cim + "CIM_Unheard")))
            return (success, try #require(try await connection.reply()))
        }
        (again, page, optimized) = try await RawConnection.open(to: endpoint.address) { connection in
            try await connection.send(login.post(Ask.enumerate(Self.physical)))
            let again = try #require(try await connection.reply())
            let limit = "<MaxElements>999</MaxElements>"
            try await connection.send(login.post(Ask.pull(Self.physical, again.context ?? "", limit: limit)))
            let page = try #require(try await connection.reply())
            let wanted = "<w:OptimizeEnumeration/><w:MaxElements>99</w:MaxElements>"
            try await connection.send(login.post(Ask.enumerate(Self.physical, wanted)))
            return (again, page, try #require(try await connection.reply()))
        }
        overOldSuites = try? await Self.overOldSuites(endpoint)
    }

    /// In the suites that MeshCentral asks for.
    private static func overOldSuites(_ endpoint: Endpoint) async throws -> RawReply? {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        configuration.maximumTLSVersion = .tlsv12
        configuration.cipherSuites = "RSA+AES:!aNULL:!MD5:!DSS"
        let context = try NIOSSLContext(configuration: configuration)
        return try await RawConnection.open(to: endpoint.address, port: Endpoint.port + 1, tls: context) {
            try await $0.send("GET / HTTP/1.1\r\nhost: x\r\nConnection: close\r\n\r\n")
            return try await $0.reply()
        }
    }

    /// The value of the challenge's header.
    var digest: String { challenge["WWW-Authenticate"] ?? "" }
    /// The answers that are envelopes.
    var envelopes: [RawReply] { [success, again, fault, page, optimized] }
}

/// What a device may do, as measured with real clients, and whom it breaks.
@Suite("What breaks whom", .timeLimit(.minutes(5)))
struct WhatBreaksWhomTests {
    struct Row: Sendable {
        let behaviour: String
        let whom: String
        /// Whether an endpoint does not behave so.
        let isAvoided: @Sendable (RecordedTraffic) -> Bool

        init(_ behaviour: String, _ whom: String, _ isAvoided: @escaping @Sendable (RecordedTraffic) -> Bool) {
            self.behaviour = behaviour
            self.whom = whom
            self.isAvoided = isAvoided
        }
    }

    static let rows = [
        Row("401 kept alive", "MeshCommander") { $0.challenge["Connection"] == "close" && $0.endsAfterChallenge },
        Row("200 with Content-Length instead of chunks", "MPS over CIRA") {
            $0.success["Content-Length"] == nil && $0.success["Transfer-Encoding"] == "chunked"
        },
        Row("200 with Connection: close", "MeshCommander, MeshCentral") { $0.success["Connection"] == nil },
        Row("nonce with padding", "MeshCommander, MeshCentral") {
            $0.digest.contains(#/nonce="[A-Za-z0-9+\/]{32}"/#)
        },
        Row("auth-int among the qops", "MeshCommander, MeshCentral") { $0.digest.contains("qop=\"auth\"") },
        Row("two challenges", "clients of libcurl") { $0.challenge.all("WWW-Authenticate").count == 1 },
        Row("charset in the challenge", "the DMT library's first request") { !$0.digest.contains("charset") },
        Row("the scheme in lower case", "the DMT library") { $0.digest.hasPrefix("Digest ") },
        Row("values without quotes", "parsers that look for them") {
            $0.digest.wholeMatch(of: #/Digest ([a-z]+="[^"]*"(, ?|$))+/#) != nil
        },
        Row("stale, algorithm or opaque without quotes", "nobody, and the DMT library's parser looks for them") {
            $0.digest.contains("stale=\"") && $0.digest.firstMatch(of: #/(stale|algorithm|opaque)=[^"]/#) == nil
        },
        Row("a nonce that holds once", "nobody, and costs a round") { $0.again.status == 200 },
        Row("white space between elements", "amtc, MeshCommander, MeshCentral") { traffic in
            traffic.envelopes.allSatisfy { $0.body.firstMatch(of: #/>\s+</#) == nil }
        },
        Row("pages of one item whatever is asked for", "the DMT library, which pulls once") {
            $0.page.context == nil && $0.page.body.matches(of: #/<[h-w]:Tag>/#).count > 1
        },
        Row("faults as 500", "nobody, but no hardware does it") { $0.fault.status == 400 },
        Row("optimised enumeration ignored", "nobody, and costs a round") { $0.optimized.body.contains("<c:Items>") },
        Row("TLS 1.2 with forward secrecy only", "MeshCentral") { $0.overOldSuites?.status == 303 },
    ]

    @Test("an endpoint does nothing of it")
    func rows() async throws {
        let traffic = try await Endpoint.listening { try await RecordedTraffic($0) }
        for row in Self.rows { #expect(row.isAvoided(traffic), "\(row.behaviour) breaks \(row.whom)") }
    }
}
