import NVRAM
import Testing

@testable import EngineNetwork
@testable import ManagementEngine

@Suite("The end of an engine's ports", .timeLimit(.minutes(5)))
struct EndTests {
    @Test("leaves neither the engine nor its open store in memory, whoever was connected")
    func gone() async throws {
        weak var engine: ManagementEngine?
        weak var nvram: NVRAM?
        (engine, nvram) = try await Endpoint.listening { endpoint in
            var login = try await Login.challenged(by: endpoint)
            try await RawConnection.open(to: endpoint.address) { connection in
                try await connection.send(login.request("GET", "/index.htm"))
                #expect(try await connection.reply()?.status == 200)
            }
            return (endpoint.engine, endpoint.nvram)
        }
        #expect(engine == nil)
        #expect(nvram == nil)
    }
}
