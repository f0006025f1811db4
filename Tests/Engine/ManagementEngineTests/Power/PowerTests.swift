import AMTSchema
import CIMModel
import Testing
import VirtualPC

@testable import ManagementEngine

@Suite("Power")
struct PowerTests {
    private func request(_ state: UInt16, of pc: ManagedPC) async -> String? {
        let parameters = "<PowerState>\(state)</PowerState>"
        return text(
            "ReturnValue",
            in: await pc.invoke("CIM_PowerManagementService", "RequestPowerStateChange", parameters)
        )
    }

    private func states(of pc: ManagedPC) async -> [String] {
        texts("AvailableRequestedPowerStates", in: await pc.get("CIM_AssociatedPowerManagementService"))
    }

    private func state(of pc: ManagedPC) async -> String? {
        text("PowerState", in: await pc.get("CIM_AssociatedPowerManagementService"))
    }

    /// Each state of clients, and the state that the running PC has afterwards.
    static let requests: [(requested: UInt16, after: String)] = [
        (5, "2"), (6, "8"), (8, "8"), (9, "2"), (10, "2"), (11, "2"), (12, "8"), (13, "8"), (15, "2"), (16, "2"),
    ]

    @Test("a running PC comes to every state that QEMU can make", arguments: requests)
    func transitions(requested: UInt16, after: String) async throws {
        let pc = try await ManagedPC()
        #expect(await request(2, of: pc) == "0")
        #expect(await request(requested, of: pc) == "0")
        #expect(await state(of: pc) == after)
    }

    @Test("what the board cannot do is not supported, what has no number is an invalid parameter")
    func refusals() async throws {
        let pc = try await ManagedPC()
        #expect(await request(2, of: pc) == "0")
        #expect(await request(3, of: pc) == "1")
        #expect(await request(999, of: pc) == "5")
        #expect(await state(of: pc) == "2")
    }

    @Test("what needs the guest agent is neither listed nor done without it", arguments: [4, 7, 14] as [UInt16])
    func withoutAgent(requested: UInt16) async throws {
        let pc = try await ManagedPC()
        #expect(await request(2, of: pc) == "0")
        #expect(await states(of: pc) == ["10", "8", "5", "11", "12", "15"])
        #expect(await request(requested, of: pc) == "2")
    }

    @Test("the list of states is true when the PC is off, too")
    func whenOff() async throws {
        let pc = try await ManagedPC()
        #expect(await states(of: pc) == ["2"])
        #expect(await request(8, of: pc) == "2")
    }

    @Test("the computer system takes CIM's general states, and the engine's own system none")
    func computerSystem() async throws {
        let pc = try await ManagedPC()
        func ask(_ state: Int, _ name: String) async -> String? {
            let resource = ClassName("CIM_ComputerSystem").resourceURI
            let body =
                "<RequestStateChange_INPUT xmlns=\"\(resource)\"><RequestedState>\(state)</RequestedState>"
                + "</RequestStateChange_INPUT>"
            let answer = await pc.ask(
                resource + "/RequestStateChange",
                "CIM_ComputerSystem",
                selectors: ["Name": name],
                body: body
            )
            return text("ReturnValue", in: answer)
        }
        #expect(await ask(2, "ManagedSystem") == "0")
        #expect(await state(of: pc) == "2")
        #expect(await ask(2, "ManagedSystem") == "4097")
        #expect(await ask(3, "Intel(r) AMT") == "1")
        #expect(await ask(77, "ManagedSystem") == "5")
        #expect(await ask(3, "ManagedSystem") == "0")
        #expect(await state(of: pc) == "8")
    }

    @Test("a user OS that saves power can be asked for full power, and for nothing else")
    func powerSaving() async throws {
        let pc = try await ManagedPC()
        func ask(_ state: Int) async -> String? {
            let parameters = "<OSPowerSavingState>\(state)</OSPowerSavingState>"
            let answer = await pc.invoke("IPS_PowerManagementService", "RequestOSPowerSavingStateChange", parameters)
            return text("ReturnValue", in: answer)
        }
        #expect(await ask(2) == "0")
        #expect(await ask(3) == "1")
        #expect(await ask(9) == "5")
    }
}
