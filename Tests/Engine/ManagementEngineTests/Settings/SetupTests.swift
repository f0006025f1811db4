import CIMModel
import FoundationEssentials
import HTTPDigest
import NVRAM
import Testing
import WSMan

@testable import Provisioning
@testable import ObjectManager
@testable import Servicing
@testable import ManagementEngine

@Suite("Setup from inside the PC")
struct HostBasedSetupTests {
    /// The administrator's digest, as setup tools send it.
    private func administrator(_ bench: SettledPC) async throws -> String {
        let digestRealm = try await bench.nvram.setting("digestRealm", as: String.self) ?? ""
        let secret = HTTPDigest.secret(user: "admin", digestRealm: digestRealm, password: "Correct-Horse1")
        return "<r:NetAdminPassEncryptionType>2</r:NetAdminPassEncryptionType>"
            + "<r:NetworkAdminPassword>\(secret)</r:NetworkAdminPassword>"
    }

    private func inClientMode() async throws -> SettledPC {
        let bench = try await SettledPC(password: nil)
        let setup = try await administrator(bench)
        #expect(await bench.status("IPS_HostBasedSetupService", "Setup", setup, by: .insider) == "0")
        return bench
    }

    private func sendChain(_ company: CompanyChain, to bench: SettledPC) async -> [String?] {
        var statuses: [String?] = []
        for (der, isRoot) in [(company.leaf, false), (company.root, true)] {
            let part =
                "<r:NextCertificate>\(Data(der).base64EncodedString())</r:NextCertificate>"
                + "<r:IsLeafCertificate>\(!isRoot)</r:IsLeafCertificate>"
                + "<r:IsRootCertificate>\(isRoot)</r:IsRootCertificate>"
            statuses.append(
                await bench.status("IPS_HostBasedSetupService", "AddNextCertInChain", part, by: .insider)
            )
        }
        return statuses
    }

    private func nonce(_ bench: SettledPC) async -> String? {
        text("ConfigurationNonce", in: await bench.get("IPS_HostBasedSetupService", by: .insider))
    }

    @Test("an engine that was given no password waits, and lets nobody in from the network")
    func waiting() async throws {
        let bench = try await SettledPC(password: nil)
        #expect(await !bench.isAdmitted("Correct-Horse1"))
        let state = await bench.get("AMT_SetupAndConfigurationService", by: .insider)
        #expect(text("ProvisioningState", in: state) == "0")
        let service = await bench.get("IPS_HostBasedSetupService", by: .insider)
        #expect(text("CurrentControlMode", in: service) == "0")
        #expect(Data(base64Encoded: text("ConfigurationNonce", in: service) ?? "")?.count == 20)
    }

    @Test("a program on the PC sets it up in client control mode; then the administrator comes in")
    func client() async throws {
        let bench = try await inClientMode()
        #expect(await bench.isAdmitted("Correct-Horse1"))
        #expect(text("ProvisioningMode", in: await bench.get("AMT_SetupAndConfigurationService")) == "4")
        let later = try await bench.restarted()
        #expect(text("CurrentControlMode", in: await later.get("IPS_HostBasedSetupService")) == "1")
        let again = try await administrator(bench)
        #expect(await bench.status("IPS_HostBasedSetupService", "Setup", again, by: .insider) == "2")
    }

    @Test("in client control mode consent is needed and System Defense is closed")
    func limits() async throws {
        let bench = try await inClientMode()
        let consent = await bench.get("IPS_OptInService")
        #expect(text("OptInRequired", in: consent) == "4294967295")
        #expect(text("CanModifyOptInPolicy", in: consent) == "0")
        let nobody = "<r:OptInRequired>0</r:OptInRequired>"
        #expect(await bench.put("IPS_OptInService", nobody).contains("AMT-STATUS 16<"))
        #expect(await bench.status("CIM_BootService", "SetBootConfigRole", "<r:Role>1</r:Role>") == "2081")
        #expect(ControlGate.need(.create, on: "x/AMT_SystemDefensePolicy") == .adminMode)
        #expect(ControlGate.need(.get, on: "x/AMT_SystemDefensePolicy") == .nothing)
    }

    @Test("a digest that is none, or of another kind, makes no administrator")
    func badDigest() async throws {
        let bench = try await SettledPC(password: nil)
        for (kind, digits) in [(2, "zz"), (0, String(repeating: "a", count: 32)), (2, "")] {
            let setup =
                "<r:NetAdminPassEncryptionType>\(kind)</r:NetAdminPassEncryptionType>"
                + "<r:NetworkAdminPassword>\(digits)</r:NetworkAdminPassword>"
            #expect(await bench.status("IPS_HostBasedSetupService", "Setup", setup, by: .insider) == "3")
        }
    }

    @Test("a company that proves itself by its chain sets the engine up in admin control mode")
    func admin() async throws {
        let bench = try await SettledPC(password: nil)
        let company = try CompanyChain()
        try await company.trusted(by: bench.nvram)
        #expect(await sendChain(company, to: bench) == ["0", "0"])
        let request = try await administrator(bench) + company.proof(over: await nonce(bench))
        #expect(await bench.status("IPS_HostBasedSetupService", "AdminSetup", request, by: .insider) == "0")
        #expect(text("CurrentControlMode", in: await bench.get("IPS_HostBasedSetupService")) == "2")
        #expect(await bench.isAdmitted("Correct-Horse1"))
    }

    @Test("the same proof takes an engine from client to admin control mode")
    func upgrade() async throws {
        let bench = try await inClientMode()
        let company = try CompanyChain()
        try await company.trusted(by: bench.nvram)
        _ = await sendChain(company, to: bench)
        let proof = try company.proof(over: await nonce(bench))
        #expect(await bench.status("IPS_HostBasedSetupService", "UpgradeClientToAdmin", proof) == "0")
        #expect(text("CurrentControlMode", in: await bench.get("IPS_HostBasedSetupService")) == "2")
    }

    @Test(
        "who is not trusted, of another domain, or has no certificate for setup proves nothing",
        arguments: [
            (false, "rcs.branch.example", true), (true, "rcs.other.example", true), (true, "rcs.branch.example", false),
        ]
    )
    func unproven(isTrusted: Bool, name: String, maySetUp: Bool) async throws {
        let bench = try await SettledPC(password: nil)
        let company = try CompanyChain(name: name, maySetUp: maySetUp)
        if isTrusted { try await company.trusted(by: bench.nvram) }
        _ = await sendChain(company, to: bench)
        let request = try await administrator(bench) + company.proof(over: await nonce(bench))
        #expect(await bench.status("IPS_HostBasedSetupService", "AdminSetup", request, by: .insider) == "5")
        #expect(text("CurrentControlMode", in: await bench.get("IPS_HostBasedSetupService", by: .insider)) == "0")
    }

    @Test("a proof over a nonce of before proves nothing, and each attempt ends the nonce")
    func replay() async throws {
        let bench = try await SettledPC(password: nil)
        let company = try CompanyChain()
        try await company.trusted(by: bench.nvram)
        _ = await sendChain(company, to: bench)
        let old = await nonce(bench)
        let other = try await administrator(bench) + company.proof(over: Data(count: 20).base64EncodedString())
        #expect(await bench.status("IPS_HostBasedSetupService", "AdminSetup", other, by: .insider) == "5")
        #expect(await nonce(bench) != old)
        _ = await sendChain(company, to: bench)
        let replayed = try await administrator(bench) + company.proof(over: old)
        #expect(await bench.status("IPS_HostBasedSetupService", "AdminSetup", replayed, by: .insider) == "5")
    }

    @Test("a chain that does not begin with the leaf, or does not join, is refused")
    func chain() throws {
        let (one, other) = (try CompanyChain(), try CompanyChain())
        var chain = ProvisioningChain()
        #expect(chain.add(one.root, isLeaf: false, isRoot: true, at: Date()) == .invalidState)
        #expect(chain.add(one.leaf, isLeaf: true, isRoot: false, at: Date()) == .added)
        #expect(chain.add(other.root, isLeaf: false, isRoot: true, at: Date()) == .verificationFailed)
        #expect(chain.status == 0)
        #expect(chain.add([1, 2, 3], isLeaf: true, isRoot: false, at: Date()) == .invalidParameter)
        let tomorrow = Date().addingTimeInterval(3 * 86_400)
        #expect(chain.add(one.leaf, isLeaf: true, isRoot: false, at: tomorrow) == .verificationFailed)
    }

    @Test("is told afterwards: at the first start, by a program, and by a company with its name and authority")
    func records() async throws {
        func count(_ bench: SettledPC) async -> String? {
            text("CurrentNumberOfRecords", in: await bench.get("IPS_ProvisioningRecordLog", by: .insider))
        }
        #expect(await count(try SettledPC(password: nil)) == "0")
        let configured = try await SettledPC()
        #expect(await count(configured) == "1")
        #expect(await configured.list("IPS_ManualProvisioningRecord").contains(":LogInstanceID>"))
        #expect(await !configured.list("IPS_ClientProvisioningRecord").contains(":LogInstanceID>"))
        let bench = try await inClientMode()
        #expect(await bench.list("IPS_ClientProvisioningRecord").contains(":LogInstanceID>"))
        let company = try CompanyChain()
        try await company.trusted(by: bench.nvram)
        _ = await sendChain(company, to: bench)
        let proof = try company.proof(over: await nonce(bench))
        #expect(await bench.status("IPS_HostBasedSetupService", "UpgradeClientToAdmin", proof) == "0")
        let record = await bench.list("IPS_AdminProvisioningRecord")
        #expect(text("CertificateCN", in: record) == "rcs.branch.example")
        #expect(Data(base64Encoded: text("SelectedHashData", in: record) ?? "")?.count == 32)
        #expect(await !bench.list("IPS_ClientProvisioningRecord").contains(":LogInstanceID>"))
    }

    @Test("of two at once one is made")
    func twoAtOnce() async throws {
        let bench = try await SettledPC(password: nil)
        let request = try await administrator(bench)
        async let one = bench.status("IPS_HostBasedSetupService", "Setup", request, by: .insider)
        async let other = bench.status("IPS_HostBasedSetupService", "Setup", request, by: .insider)
        #expect(await Set([one, other]) == ["0", "2"])
        #expect(try await bench.nvram.users().filter(\.isAdministrator).count == 1)
    }

    @Test("client control mode can be forbidden for good")
    func disabled() async throws {
        let bench = try await SettledPC()
        #expect(await bench.status("IPS_HostBasedSetupService", "DisableClientControlMode") == "0")
        let service = await bench.get("IPS_HostBasedSetupService")
        #expect(texts("AllowedControlModes", in: service) == ["2"])
    }
}

@Suite("Unprovisioning")
struct UnprovisioningTests {
    @Test("forgets accounts, digest realm, settings and certificates; the engine then starts as the first time")
    func everything() async throws {
        let bench = try await SettledPC()
        let before = try await bench.nvram.setting("digestRealm", as: String.self)
        _ = await bench.put("AMT_GeneralSettings", "<r:HostName>desk-7</r:HostName>")
        _ = try await bench.engine.transportSecurity()
        #expect(try await !bench.nvram.certificates().isEmpty)
        #expect(await bench.status("AMT_SetupAndConfigurationService", "Unprovision") == "0")
        #expect(await !bench.isAdmitted("Correct-Horse1"))
        #expect(try await bench.nvram.certificates().isEmpty)
        await #expect(throws: Unprovisioned.self) { try await bench.engine.run() }
        let later = try await bench.restarted()
        #expect(try await later.nvram.setting("digestRealm", as: String.self) != before)
        #expect(text("HostName", in: await later.get("AMT_GeneralSettings")) == "pc1")
        #expect(await later.isAdmitted("Correct-Horse1"))
    }

    @Test("in part leaves certificates and names")
    func part() async throws {
        let bench = try await SettledPC()
        _ = await bench.put("AMT_GeneralSettings", "<r:HostName>desk-7</r:HostName>")
        _ = await bench.put("IPS_OptInService", "<r:OptInRequired>1</r:OptInRequired>")
        #expect(await bench.status("AMT_SetupAndConfigurationService", "PartialUnprovision") == "0")
        let later = try await bench.restarted()
        #expect(text("HostName", in: await later.get("AMT_GeneralSettings")) == "desk-7")
        #expect(text("OptInRequired", in: await later.get("IPS_OptInService")) == "0")
    }

    @Test("leaves the clock, the event log and the facts of the PC")
    func history() async throws {
        let bench = try await SettledPC()
        _ = try await bench.nvram.append([UInt8](repeating: 0, count: 21), at: Date(), text: "kept")
        let set = "<r:Ta0>1</r:Ta0><r:Tm1>2000000000</r:Tm1><r:Tm2>2000000000</r:Tm2>"
        _ = await bench.status("AMT_TimeSynchronizationService", "SetHighAccuracyTimeSynch", set)
        _ = await bench.status("AMT_SetupAndConfigurationService", "Unprovision")
        #expect(try await bench.nvram.setting("clock", as: Clock.Setting.self)?.isConfigured == true)
        let later = try await bench.restarted()
        // What was kept, and that the setup was forgotten.
        #expect(text("CurrentNumberOfRecords", in: await later.get("AMT_MessageLog")) == "2")
    }

    @Test("an engine that starts without a password waits to be set up afterwards")
    func waits() async throws {
        let bench = try await SettledPC()
        _ = await bench.status("AMT_SetupAndConfigurationService", "Unprovision")
        let later = try await SettledPC(nvram: bench.nvram, password: nil)
        let service = await later.get("IPS_HostBasedSetupService", by: .insider)
        #expect(text("CurrentControlMode", in: service) == "0")
    }

    @Test(
        "the setup menu's password is checked by AMT's rule",
        arguments: [("P@ssw0rd", "0"), ("short1!", "2054"), ("nocapital1!", "2054"), ("NoDigits!!", "2054")]
    )
    func menuPassword(password: String, status: String) async throws {
        let bench = try await SettledPC()
        let parameter = "<r:Password>\(password)</r:Password>"
        #expect(await bench.status("AMT_SetupAndConfigurationService", "SetMEBxPassword", parameter) == status)
    }
}
