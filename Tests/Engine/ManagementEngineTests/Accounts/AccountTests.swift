import AMTSchema
import CIMModel
import FoundationEssentials
import NVRAM
import Testing

@testable import AccessControl
@testable import ObjectManager
@testable import ManagementEngine

private let service: ClassName = "AMT_AuthorizationService"

@Suite("Accounts")
struct AccountTests {
    @Test("a new user logs in at once, a disabled or removed one is out at once")
    func life() async throws {
        let pc = try await ManagedPC()
        let entry = try await pc.entry("alice", realms: [4])
        let handle = try #require(text("Handle", in: await pc.invoke(service, "AddUserAclEntryEx", entry)))
        let alice = Caller(user: "alice", interface: .network(address: "192.0.2.1"), isEncrypted: false)
        #expect(try await pc.login("alice", password: ManagedPC.password) == .admitted(alice))
        let named = "<Handle>\(handle)</Handle>"
        _ = await pc.invoke(service, "SetAclEnabledState", named + "<Enabled>false</Enabled>")
        #expect(try await pc.login("alice", password: ManagedPC.password) == .refused(untrustedUser: "alice"))
        #expect(await pc.get("CIM_Chassis", by: alice).contains("e:AccessDenied"))
        _ = await pc.invoke(service, "SetAclEnabledState", named + "<Enabled>true</Enabled>")
        #expect(await pc.get("CIM_Chassis", by: alice).contains("GetResponse"))
        #expect(text("ReturnValue", in: await pc.invoke(service, "RemoveUserAclEntry", named)) == "0")
        #expect(try await pc.login("alice", password: ManagedPC.password) == .refused(untrustedUser: "alice"))
    }

    @Test("an account is told as it was made, without its password, also after a start")
    func reading() async throws {
        let pc = try await ManagedPC()
        let sid = Data([1, 5, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0]).base64EncodedString()
        let kerberos =
            "<KerberosUserSid>\(sid)</KerberosUserSid><AccessPermission>1</AccessPermission><Realms>5</Realms>"
        _ = try await pc.invoke(service, "AddUserAclEntryEx", pc.entry("bob", realms: [4, 5], side: 1))
        _ = await pc.invoke(service, "AddUserAclEntryEx", kerberos)
        let again = try await ManagedPC(nvram: pc.nvram)
        let handles = texts(
            "Handles",
            in: await again.invoke(service, "EnumerateUserAclEntries", "<StartIndex>1</StartIndex>")
        )
        #expect(handles == ["1", "2", "3", "4"])
        let bob = await again.invoke(service, "GetUserAclEntryEx", "<Handle>3</Handle>")
        #expect(text("DigestUsername", in: bob) == "bob")
        #expect(texts("Realms", in: bob) == ["4", "5"])
        #expect(text("AccessPermission", in: bob) == "1")
        #expect(text("DigestPassword", in: bob) == nil)
        let other = await again.invoke(service, "GetUserAclEntryEx", "<Handle>4</Handle>")
        #expect(text("KerberosUserSid", in: other) == sid)
        #expect(text("DigestUsername", in: other) == nil)
    }

    @Test("the accounts of the PC's own programs are those that hardware has")
    func builtIn() async throws {
        let pc = try await ManagedPC()
        let answer = await pc.invoke(service, "GetUserAclEntryEx", "<Handle>1</Handle>")
        #expect(text("DigestUsername", in: answer) == "$$uns")
        #expect(text("AccessPermission", in: answer) == "0" && texts("Realms", in: answer) == ["16"])
        #expect(text("ReturnValue", in: await pc.invoke(service, "RemoveUserAclEntry", "<Handle>1</Handle>")) == "16")
    }

    @Test("an account for one side does not log in from the other")
    func sides() async throws {
        let pc = try await ManagedPC()
        _ = try await pc.caller("inside", realms: .localSystem, side: 0)
        _ = try await pc.caller("outside", realms: .generalInfo, side: 1)
        #expect(try await pc.login("inside", password: ManagedPC.password) == .refused(untrustedUser: "inside"))
        #expect(
            try await pc.login("outside", password: ManagedPC.password, from: .local)
                == .refused(untrustedUser: "outside")
        )
        guard case .admitted = try await pc.login("inside", password: ManagedPC.password, from: .local) else {
            Issue.record("the local account is not let in")
            return
        }
    }

    @Test("a change of name without a password is refused, for the digest holds the name")
    func renaming() async throws {
        let pc = try await ManagedPC()
        _ = try await pc.caller("carol", realms: .generalInfo)
        let renamed =
            "<Handle>3</Handle><DigestUsername>dora</DigestUsername><AccessPermission>2</AccessPermission><Realms>13</Realms>"
        #expect(text("ReturnValue", in: await pc.invoke(service, "UpdateUserAclEntryEx", renamed)) == "2057")
        let entry = try await pc.entry("dora", password: "Other-Horse2", realms: [13])
        #expect(
            text("ReturnValue", in: await pc.invoke(service, "UpdateUserAclEntryEx", "<Handle>3</Handle>" + entry))
                == "0"
        )
        #expect(try await pc.login("carol", password: ManagedPC.password) == .refused(untrustedUser: "carol"))
        guard case .admitted = try await pc.login("dora", password: "Other-Horse2") else {
            Issue.record("the renamed account is not let in")
            return
        }
    }

    @Test("the administrator's new name and password hold at once")
    func administrator() async throws {
        let pc = try await ManagedPC()
        let elements =
            "<Username>chief</Username><DigestPassword>\(try await pc.digest("chief", "Other-Horse2"))</DigestPassword>"
        #expect(text("ReturnValue", in: await pc.invoke(service, "SetAdminAclEntryEx", elements)) == "0")
        #expect(try await pc.login("admin", password: ManagedPC.password) == .refused(untrustedUser: "admin"))
        guard case .admitted(let chief) = try await pc.login("chief", password: "Other-Horse2") else {
            Issue.record("the administrator is not let in")
            return
        }
        #expect(text("Username", in: await pc.invoke(service, "GetAdminAclEntry", by: chief)) == "chief")
        // A later start brings no second administrator.
        let again = try await ManagedPC(nvram: pc.nvram)
        #expect(try await again.login("admin", password: ManagedPC.password) == .refused(untrustedUser: "admin"))
    }

    @Test("fifteen accounts fit, the sixteenth is refused")
    func limit() async throws {
        let pc = try await ManagedPC()
        for number in 1...16 {
            let answer = try await pc.invoke(service, "AddUserAclEntryEx", pc.entry("user\(number)", realms: [13]))
            #expect(text("ReturnValue", in: answer) == (number < 16 ? "0" : "23"))
        }
    }

    @Test(
        "what cannot be an account is refused with the status for it",
        arguments: [
            ("", 4, 2, "2057"), ("seventeen-letters", 4, 2, "12"), ("a:b", 4, 2, "12"), ("$$own", 4, 2, "12"),
            ("admin", 4, 2, "2058"), ("eve", 1, 2, "2055"), ("eve", 99, 2, "2055"), ("eve", 4, 3, "36"),
        ] as [(String, UInt32, UInt32, String)]
    )
    func mistakes(name: String, realm: UInt32, side: UInt32, status: String) async throws {
        let pc = try await ManagedPC()
        let answer = try await pc.invoke(service, "AddUserAclEntryEx", pc.entry(name, realms: [realm], side: side))
        #expect(text("ReturnValue", in: answer) == status)
    }

    @Test("a password that everybody tries first is refused", arguments: ["", "admin", "P@ssw0rd", "eve"])
    func obvious(password: String) async throws {
        let pc = try await ManagedPC()
        let answer = try await pc.invoke(service, "AddUserAclEntryEx", pc.entry("eve", password: password, realms: [4]))
        #expect(text("ReturnValue", in: answer) == "2054")
    }

    @Test("the accounts are also what the DMTF calls accounts, and can be disabled and removed as such")
    func accountClass() async throws {
        let pc = try await ManagedPC()
        let eve = try await pc.caller("eve", realms: .hardwareAsset)
        let account: ClassName = "CIM_Account"
        let action = account.resourceURI + "/RequestStateChange"
        let disable =
            "<RequestStateChange_INPUT xmlns=\"\(account.resourceURI)\"><RequestedState>3</RequestedState>"
            + "</RequestStateChange_INPUT>"
        let answer = await pc.ask(action, account, selectors: ["UserID": "eve"], body: disable)
        #expect(text("ReturnValue", in: answer) == "0")
        #expect(try await pc.login("eve", password: ManagedPC.password) != .admitted(eve))
        let delete = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Delete"
        #expect(await pc.ask(delete, account, selectors: ["UserID": "$$uns"]).contains("e:AccessDenied"))
        #expect(await pc.ask(delete, account, selectors: ["UserID": "admin"]).contains("AMT-STATUS 2053"))
        #expect(!(await pc.ask(delete, account, selectors: ["UserID": "eve"]).contains("Fault")))
        let handles = await pc.invoke(service, "EnumerateUserAclEntries", "<StartIndex>1</StartIndex>")
        #expect(text("TotalCount", in: handles) == "2")
    }
}
