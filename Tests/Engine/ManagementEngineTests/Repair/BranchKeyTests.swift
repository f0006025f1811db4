import CIMModel
import Testing

@testable import ObjectManager
@testable import ManagementEngine

@Suite("The key of a branch")
struct BranchKeyTests {
    private static let key = "<r:Key>" + String(repeating: "0a", count: 32) + "</r:Key>"

    private func status(_ parameters: String, isEncrypted: Bool) async throws -> String? {
        let caller = Caller(user: "admin", interface: .network(address: "192.0.2.1"), isEncrypted: isEncrypted)
        let bench = try await SettledPC()
        return await bench.status("SKS_ApplianceService", "SetBranch", parameters, by: caller)
    }

    @Test("is not taken over the plain port")
    func plain() async throws {
        #expect(try await status("<r:Serves>true</r:Serves>" + Self.key, isEncrypted: false) == "16")
    }

    @Test(
        "is 64 hexadecimal digits, and its neighbour an address",
        arguments: ["", "<r:Key>0a</r:Key>", key + "<r:Neighbour>pc2.lan</r:Neighbour>"]
    )
    func malformed(parameters: String) async throws {
        #expect(try await status("<r:Serves>true</r:Serves>" + parameters, isEncrypted: true) == "36")
    }
}
