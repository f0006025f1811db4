import AMTSchema
import CIMModel
import NVRAM
import Testing
import VirtualPC

@testable import Auditing
@testable import Provisioning
@testable import ManagementEngine

@Suite("A request to a base class")
struct BaseClassTests {
    private static let transfer = "http://schemas.xmlsoap.org/ws/2004/09/transfer"
    private static let setting: ClassName = "CIM_SettingData"
    private static let configuration = ["InstanceID": "Intel(r) AMT: Boot Configuration 0"]

    /// A PC in client control mode, without its user's consent.
    private static func inClientMode() async throws -> ManagedPC {
        let pc = try await ManagedPC()
        try await pc.nvram.set(SetupRecord(way: .program(certificate: nil), at: 1), for: "setup.record")
        return pc
    }

    private static func put(_ body: ClassName, through base: ClassName, _ key: String, to pc: ManagedPC) async -> String
    {
        let instance = "<r:\(body) xmlns:r=\"\(body.resourceURI)\"><r:InstanceID>\(key)</r:InstanceID></r:\(body)>"
        return await pc.ask(transfer + "/Put", base, selectors: ["InstanceID": key], body: instance)
    }

    private static func invoke(
        _ method: String,
        through base: ClassName,
        _ selectors: [String: String],
        _ parameters: String = "",
        on pc: ManagedPC
    ) async -> String {
        let body = "<\(method)_INPUT xmlns=\"\(base.resourceURI)\">\(parameters)</\(method)_INPUT>"
        return await pc.ask(base.resourceURI + "/" + method, base, selectors: selectors, body: body)
    }

    @Test(
        "changes no boot option without the user's consent",
        arguments: ["CIM_BootSettingData", "CIM_SettingData", "CIM_ManagedElement"] as [ClassName]
    )
    func bootSettings(base: ClassName) async throws {
        let pc = try await Self.inClientMode()
        let key = "Intel(r) AMT:BootSettingData 0"
        #expect(await Self.put("AMT_BootSettingData", through: base, key, to: pc).contains("AMT-STATUS 2081<"))
        try await pc.nvram.set(SetupRecord(way: .configuration, at: 1), for: "setup.record")
        #expect(await Self.put("AMT_BootSettingData", through: base, key, to: pc).contains("PutResponse"))
    }

    @Test("chooses no boot source without the user's consent")
    func bootOrder() async throws {
        let pc = try await Self.inClientMode()
        let answer = await Self.invoke("ChangeBootOrder", through: Self.setting, Self.configuration, on: pc)
        #expect(text("ReturnValue", in: answer) == "2081")
    }

    @Test("does not lock the audit log in client control mode")
    func auditLock() async throws {
        let pc = try await Self.inClientMode()
        let lock = "<LockTimeoutInSeconds>60</LockTimeoutInSeconds><Flag>0</Flag>"
        let name = ["Name": "Intel(r) AMT:Audit Log"]
        let answer = await Self.invoke("SetAuditLock", through: "CIM_Log", name, lock, on: pc)
        #expect(text("ReturnValue", in: answer) == "16")
    }

    @Test("does not change the heuristics in client control mode")
    func heuristics() async throws {
        let pc = try await Self.inClientMode()
        let name: ClassName = "AMT_HeuristicPacketFilterSettings"
        let key = try #require(text("InstanceID", in: await pc.get(name)))
        #expect(await Self.put(name, through: Self.setting, key, to: pc).contains("AMT-STATUS 16<"))
    }

    @Test("that switches the PC on is told by the audit log")
    func power() async throws {
        let pc = try await ManagedPC()
        let name = ["CreationClassName": "CIM_PowerManagementService"]
        let on = "<PowerState>2</PowerState>"
        let answer = await Self.invoke("RequestPowerStateChange", through: "CIM_Service", name, on, on: pc)
        #expect(text("ReturnValue", in: answer) == "0")
        let last = try #require(try await pc.nvram.auditRecords().last.flatMap { AuditRecord($0) })
        #expect((last.application, last.event) == (17, 0))
    }

    @Test("that removes an instance is told by the audit log")
    func removal() async throws {
        let pc = try await ManagedPC()
        let filter: ClassName = "AMT_Hdr8021Filter"
        let instance = """
            <r:\(filter) xmlns:r="\(filter.resourceURI)"><r:Name>arp</r:Name><r:HdrProtocolID8021>2054\
            </r:HdrProtocolID8021><r:FilterProfile>0</r:FilterProfile><r:FilterDirection>0</r:FilterDirection>\
            <r:ActionEventOnMatch>false</r:ActionEventOnMatch></r:\(filter)>
            """
        #expect(await pc.ask(Self.transfer + "/Create", filter, body: instance).contains("ResourceCreated"))
        let key = try #require(text("InstanceID", in: await pc.everything(filter)))
        let base: ClassName = "AMT_FilterEntryBase"
        let answer = await pc.ask(Self.transfer + "/Delete", base, selectors: ["InstanceID": key])
        #expect(answer.contains("DeleteResponse"))
        let last = try #require(try await pc.nvram.auditRecords().last.flatMap { AuditRecord($0) })
        #expect((last.application, last.event) == (25, 1))
    }

    @Test("for a method that belongs to no chosen instance is refused")
    func ambiguous() async throws {
        let pc = try await ManagedPC()
        let answer = await Self.invoke("RequestStateChange", through: "CIM_Service", [:], on: pc)
        #expect(answer.contains("e:InvalidSelectors"))
    }
}
