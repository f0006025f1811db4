import CIMModel
import FoundationEssentials
import HTTPDigest
import PTHI
import Testing

@testable import ObjectManager
@testable import ManagementEngine

@Suite("Software of the PC")
struct HostCommandTests {
    /// The bytes behind the status of an answer that is a success.
    private func told(_ bench: SettledPC, _ command: PTHICommand, _ number: UInt32? = nil) async throws -> [UInt8] {
        let answer = await bench.engine.answer(PTHIMessage(command, number?.littleEndianBytes ?? []))
        try #require(answer.number == PTHIStatus.success.rawValue)
        return Array(answer.body.dropFirst(4))
    }

    private func account(_ bench: SettledPC) async throws -> (user: String, password: String) {
        let bytes = try await told(bench, .localSystemAccount)
        #expect(bytes.count == 66)
        func text(_ part: ArraySlice<UInt8>) -> String { String(decoding: part.prefix { $0 != 0 }, as: UTF8.self) }
        return (text(bytes[..<33]), text(bytes[33...]))
    }

    /// Who the engine takes a program on the PC for.
    private func admitted(_ bench: SettledPC, _ user: String, _ password: String) async -> Caller? {
        var client = DigestClient(user: user, password: password)
        _ = client.take(untrustedChallenge: await bench.engine.challenge())
        let header = client.answer(method: "POST", uri: "/wsman", cnonce: "abcdef")
        let admission = await bench.engine.admit(
            header,
            method: "POST",
            uri: "/wsman",
            from: .local,
            isEncrypted: false
        )
        if case .admitted(let caller) = admission { return caller }
        return nil
    }

    @Test("learns an account, sets the engine up with it in client control mode, and takes that back")
    func activation() async throws {
        let bench = try await SettledPC(password: nil)
        #expect(try await told(bench, .controlMode) == [0, 0, 0, 0])
        #expect(try await told(bench, .provisioningState) == [0, 0, 0, 0])
        let (user, password) = try await account(bench)
        #expect(user == "$$OsAdmin")
        let program = try #require(await admitted(bench, user, password))
        let realm = try #require(text("DigestRealm", in: await bench.get("AMT_GeneralSettings", by: program)))
        let secret = HTTPDigest.secret(user: "admin", digestRealm: realm, password: "Correct-Horse1")
        let setup =
            "<r:NetAdminPassEncryptionType>2</r:NetAdminPassEncryptionType>"
            + "<r:NetworkAdminPassword>\(secret)</r:NetworkAdminPassword>"
        #expect(await bench.status("IPS_HostBasedSetupService", "Setup", setup, by: program) == "0")
        #expect(await bench.status("AMT_SetupAndConfigurationService", "CommitChanges", by: program) == "0")
        #expect(try await told(bench, .controlMode) == [1, 0, 0, 0])
        #expect(await bench.isAdmitted("Correct-Horse1"))
        _ = try await told(bench, .unprovision, 0)
        #expect(await !bench.isAdmitted("Correct-Horse1"))
    }

    @Test("is told the same password until the engine starts again")
    func password() async throws {
        let bench = try await SettledPC()
        let first = try await account(bench)
        #expect(try await account(bench).password == first.password)
        let later = try await bench.restarted()
        let second = try await account(later)
        #expect(second.password != first.password)
        #expect(await admitted(later, first.user, first.password) == nil)
        #expect(await admitted(later, second.user, second.password) != nil)
    }

    @Test("cannot take back what the company has set up, by either way")
    func admin() async throws {
        let bench = try await SettledPC()
        let answer = await bench.engine.answer(PTHIMessage(.unprovision, [0, 0, 0, 0]))
        #expect(answer.number == PTHIStatus.notPermitted.rawValue)
        let fault = await bench.invoke("AMT_SetupAndConfigurationService", "Unprovision", by: .insider)
        #expect(fault.contains("AccessDenied"))
        #expect(await bench.isAdmitted("Correct-Horse1"))
    }

    @Test("reads what the engine is: versions, identifier, address, domain and the authorities for setup")
    func facts() async throws {
        let bench = try await SettledPC()
        let versions = try await told(bench, .codeVersions)
        let count = versions[65]
        #expect(versions.count == 65 + 4 + Int(count) * 44)
        // The first: length 5, "Flash" in 20 bytes, then the version.
        #expect(versions[69..<76].elementsEqual([5, 0] + Array("Flash".utf8)))
        #expect(try await told(bench, .uuid) == bench.engine.identity.guidBytes)
        #expect(try await told(bench, .pkiFQDNSuffix) == [14, 0] + Array("branch.example".utf8))
        let lan = try await told(bench, .lanInterfaceSettings, 0)
        #expect(lan[4..<8].elementsEqual([1, 0, 0, 127]))
        #expect(lan.suffix(6).elementsEqual([0x52, 0x54, 0x00, 0x77, 0x00, 0x01]))
        let handles = try await told(bench, .enumerateHashHandles)
        #expect(handles.count == 4 + 33 * 4)
        let entry = try await told(bench, .certificateHashEntry, 1)
        #expect(entry[8..<10].elementsEqual([0xC3, 0x84]))
        #expect(entry[72] == 2)
    }

    @Test("is refused what there is not")
    func refusals() async throws {
        let bench = try await SettledPC()
        for handle in [UInt32(0), 11, .max] {
            let answer = await bench.engine.answer(PTHIMessage(.certificateHashEntry, handle.littleEndianBytes))
            #expect(answer.number == PTHIStatus.invalidHandle.rawValue)
        }
        let wireless = await bench.engine.answer(PTHIMessage(.lanInterfaceSettings, [1, 0, 0, 0]))
        #expect(wireless.number == PTHIStatus.invalidParameter.rawValue)
        // Sets the provisioning server's one-time password, which there is not.
        var unknown: ArraySlice<UInt8> = [1, 1, 0, 0, 0x2A, 0, 0, 4, 0, 0, 0, 0]
        let request = try #require(try PTHIMessage(from: &unknown))
        #expect(await bench.engine.answer(request).number == PTHIStatus.unsupported.rawValue)
    }
}
