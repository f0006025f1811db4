import AMTSchema
import CIMModel
import Testing

@testable import ObjectManager
@testable import AccessControl
@testable import ManagementEngine

private let service: ClassName = "AMT_AuthorizationService"
private let power: ClassName = "CIM_PowerManagementService"

@Suite("Realms")
struct RealmTests {
    @Test("a user reaches the classes of its realms and no others")
    func classes() async throws {
        let pc = try await ManagedPC()
        let user = try await pc.caller("stock", realms: .hardwareAsset)
        #expect(await pc.get("CIM_Chassis", by: user).contains("GetResponse"))
        for name: ClassName in [power, "AMT_GeneralSettings", service, "AMT_MessageLog", "AMT_AuditLog"] {
            let answer = await pc.get(name, by: user)
            #expect(answer.contains("<a:Value>e:AccessDenied</a:Value>"))
            #expect(answer.contains("The sender was not authorized to access the resource."))
        }
        let on = "<PowerState>2</PowerState>"
        #expect(await pc.invoke(power, "RequestPowerStateChange", on, by: user).contains("e:AccessDenied"))
        let operatorUser = try await pc.caller("operator", realms: .remoteControl)
        #expect(text("ReturnValue", in: await pc.invoke(power, "RequestPowerStateChange", on, by: operatorUser)) == "0")
    }

    @Test("who may read a log may not clear it")
    func readers() async throws {
        let pc = try await ManagedPC()
        let reader = try await pc.caller("reader", realms: .eventLogReader)
        let log: ClassName = "AMT_MessageLog"
        #expect(await pc.invoke(log, "PositionToFirstRecord", by: reader).contains("ReturnValue"))
        #expect(await pc.invoke(log, "ClearLog", by: reader).contains("e:AccessDenied"))
        let manager = try await pc.caller("manager", realms: .eventManager)
        #expect(text("ReturnValue", in: await pc.invoke(log, "ClearLog", by: manager)) == "0")
    }

    @Test("a base class opens to who may read all that derives from it")
    func baseClasses() async throws {
        let pc = try await ManagedPC()
        let stock = try await pc.caller("stock", realms: .hardwareAsset)
        #expect(await pc.enumerate("CIM_PhysicalPackage", by: stock).contains("EnumerateResponse"))
        #expect(await pc.enumerate("CIM_ServiceAvailableToElement", by: stock).contains("e:AccessDenied"))
        #expect(await pc.enumerate("CIM_ManagedElement", by: stock).contains("e:AccessDenied"))
    }

    @Test("a class that nobody knows is the administrator's")
    func unknown() async throws {
        let pc = try await ManagedPC()
        let user = try await pc.caller("stock", realms: .hardwareAsset)
        #expect(await pc.get("CIM_Unheard", by: user).contains("e:AccessDenied"))
        #expect(await pc.get("CIM_Unheard").contains("b:DestinationUnreachable"))
    }

    @Test("who manages accounts gives nobody more than that")
    func escalation() async throws {
        let pc = try await ManagedPC()
        let keeper = try await pc.caller("keeper", realms: .accessControl)
        _ = try await pc.caller("second", realms: .administration)
        let entry = try await pc.entry("mallory", realms: [3])
        let second = "<Handle>4</Handle>"
        func status(_ method: String, _ elements: String) async -> String? {
            text("ReturnValue", in: await pc.invoke(service, method, elements, by: keeper))
        }
        #expect(await status("AddUserAclEntryEx", entry) == "16")
        #expect(await status("RemoveUserAclEntry", second) == "16")
        #expect(await status("SetAclEnabledState", second + "<Enabled>false</Enabled>") == "16")
        let own = try await pc.entry("keeper", realms: [3])
        #expect(await status("UpdateUserAclEntryEx", "<Handle>3</Handle>" + own) == "16")
        let admin =
            "<Username>admin</Username><DigestPassword>\(try await pc.digest("admin", "Other-Horse2"))</DigestPassword>"
        #expect(await pc.invoke(service, "SetAdminAclEntryEx", admin, by: keeper).contains("e:AccessDenied"))
        #expect(await status("AddUserAclEntryEx", try await pc.entry("helper", realms: [4])) == "0")
    }

    @Test("where somebody keeps the audit log, the administrator no longer does, and cannot take it back")
    func auditor() async throws {
        let pc = try await ManagedPC()
        #expect(!(await pc.get("AMT_AuditLog").contains("e:AccessDenied")))
        let auditor = try await pc.caller("auditor", realms: .auditLog)
        #expect(await pc.get("AMT_AuditLog").contains("e:AccessDenied"))
        #expect(!(await pc.get("AMT_AuditLog", by: auditor).contains("e:AccessDenied")))
        #expect(text("ReturnValue", in: await pc.invoke(service, "RemoveUserAclEntry", "<Handle>3</Handle>")) == "16")
        let second = try await pc.invoke(service, "AddUserAclEntryEx", pc.entry("other", realms: [20]))
        #expect(text("ReturnValue", in: second) == "23")
    }

    @Test("from inside the PC only the local realms count, even the administrator's")
    func local() async throws {
        let pc = try await ManagedPC()
        let inside = Caller(user: "admin", interface: .local, isEncrypted: false)
        #expect(await pc.get("AMT_GeneralSettings", by: inside).contains("GetResponse"))
        for name: ClassName in ["CIM_Chassis", power, service, "SKS_StanceService"] {
            #expect(await pc.get(name, by: inside).contains("e:AccessDenied"))
        }
    }

    @Test("a user who is unknown has no realm")
    func nobody() async throws {
        let pc = try await ManagedPC()
        let nobody = Caller(user: "nobody", interface: .network(address: "192.0.2.1"), isEncrypted: false)
        #expect(await pc.get("CIM_Chassis", by: nobody).contains("e:AccessDenied"))
    }

    @Test("the tables of realms and of audited requests name classes that there are")
    func names() {
        let audited = AuditTable.rules.keys.compactMap { $0.split(separator: ".").first.map(String.init) }
        for name in AccessTable.rules.keys + audited where !name.hasPrefix("SKS_") {
            #expect(Inheritance.classNames.contains(name))
        }
    }

    @Test("every served class but the administrators' own opens to some realm for reading")
    func servedClasses() async throws {
        let pc = try await ManagedPC()
        let everything = AMT.Realm.allCases.filter { $0 != .administration }
        let entry = try await pc.entry("all", realms: everything.map(\.rawValue))
        _ = await pc.invoke(service, "AddUserAclEntryEx", entry)
        let all = Caller(user: "all", interface: .network(address: "192.0.2.2"), isEncrypted: false)
        for name in AccessTable.rules.keys {
            let answer = await pc.enumerate(ClassName(stringLiteral: name), by: all)
            #expect(answer.contains("EnumerateResponse"))
        }
        #expect(await pc.enumerate("AMT_PublicKeyCertificate", by: all).contains("e:AccessDenied"))
    }

    @Test("an enumeration is pulled by who began it and by nobody else")
    func contexts() async throws {
        let pc = try await ManagedPC()
        let context = try #require(text("EnumerationContext", in: await pc.enumerate(service)))
        let other = try await pc.caller("reader", realms: .accessControl)
        let pull = "http://schemas.xmlsoap.org/ws/2004/09/enumeration"
        let body = "<Pull xmlns=\"\(pull)\"><EnumerationContext>\(context)</EnumerationContext></Pull>"
        let stolen = await pc.ask(pull + "/Pull", service, body: body, by: other)
        #expect(stolen.contains("InvalidEnumerationContext"))
        #expect(await pc.ask(pull + "/Pull", service, body: body).contains("PullResponse"))
    }
}
