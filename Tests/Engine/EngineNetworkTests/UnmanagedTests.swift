import HTTPDigest
import Testing
import WSMan
import XML

@testable import EngineNetwork
@testable import ObjectManager
@testable import ManagementEngine

@Suite("A PC that nobody manages", .serialized, .timeLimit(.minutes(5)))
struct UnmanagedTests {
    private static let resource = "http://intel.com/wbem/wscim/1/ips-schema/1/IPS_HostBasedSetupService"

    @Test("has no port open and answers no ping, until a program on it has set it up")
    func setup() async throws {
        let (openings, opening) = AsyncStream.makeStream(of: Void.self)
        try await Endpoint.listening(password: nil, onChange: { _ in opening.yield() }) { endpoint in
            for port in [Endpoint.port, Endpoint.port + 1] {
                await #expect(throws: (any Error).self) {
                    try await RawConnection.open(to: endpoint.address, port: port) { _ in }
                }
            }
            #expect(await endpoint.engine.presence() == nil)
            try await Self.setUp(endpoint.engine)
            for await _ in openings { break }
            #expect(await endpoint.engine.presence() != nil)
            try await RawConnection.open(to: endpoint.address, port: Endpoint.port + 1) { _ in }
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send(login.request("GET", "/index.htm"))
                #expect(try await connection.reply()?.status == 200)
            }
        }
    }

    /// Sets the engine up in client control mode, as a program on the PC does.
    private static func setUp(_ engine: ManagementEngine) async throws {
        let caller = Caller(user: "$$OsAdmin", interface: .local, isEncrypted: false)
        let general = await engine.answer(Array(Ask.get(Ask.amt + "AMT_GeneralSettings").utf8), for: caller).envelope
        let settings = try XMLReader.read(general)["Body"]?["AMT_GeneralSettings"]
        let realm = try #require(settings?["DigestRealm"]?.text)
        let secret = HTTPDigest.secret(user: "admin", digestRealm: realm, password: Endpoint.password)
        let body = """
            <r:Setup_INPUT xmlns:r="\(resource)"><r:NetAdminPassEncryptionType>2</r:NetAdminPassEncryptionType>\
            <r:NetworkAdminPassword>\(secret)</r:NetworkAdminPassword></r:Setup_INPUT>
            """
        let ask = Ask.envelope(resource + "/Setup", resource, body: body)
        let answer = await engine.answer(Array(ask.utf8), for: caller).envelope
        let status = try XMLReader.read(answer)["Body"]?["Setup_OUTPUT"]?["ReturnValue"]?.text
        #expect(status == "0")
    }
}
