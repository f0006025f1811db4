import AMTSchema
import CIMModel
import Crypto
import FoundationEssentials
import Inventory
import NVRAM
import Simulation
import Testing
import VirtualPC
import _CryptoExtras

@testable import Auditing
@testable import ObjectManager
@testable import AccessControl
@testable import PublicKeyManagement
@testable import ManagementEngine

private let log: ClassName = "AMT_AuditLog"
private let policy: ClassName = "AMT_AuditPolicyRule"
private let power: ClassName = "CIM_PowerManagementService"
private let accounts: ClassName = "AMT_AuthorizationService"

extension ManagedPC {
    /// The audit log, oldest record first.
    fileprivate func audited() async throws -> [AuditRecord] {
        try await nvram.auditRecords().map { try #require(AuditRecord($0)) }
    }

    /// The events of the audit log, and what extends them; those of the engine's first start are left out.
    fileprivate func auditedEvents(after start: Int = 3) async throws -> [AuditEntry] {
        try await audited().dropFirst(start).compactMap { record in
            AuditEvent(rawValue: UInt32(record.application) << 16 | UInt32(record.event))
                .map { AuditEntry($0, record.extended) }
        }
    }

    fileprivate func status(_ name: ClassName, _ method: String, _ parameters: String = "", by caller: Caller? = nil)
        async -> String?
    { text("ReturnValue", in: await invoke(name, method, parameters, by: caller)) }
}

@Suite("The audit log")
struct AuditLogTests {
    @Test("tells of a power action who did it, from where, and how")
    func powerAction() async throws {
        let pc = try await ManagedPC()
        #expect(await pc.status(power, "RequestPowerStateChange", "<PowerState>2</PowerState>") == "0")
        let record = try #require(try await pc.audited().last)
        #expect((record.application, record.event) == (17, 0))
        #expect(record.initiator == .digest(name: "admin"))
        #expect(record.location == .ipv4("192.0.2.1"))
        #expect(record.extended == [0, 0, 0, 0, 0, 0, 0])
    }

    @Test("does not tell of what was refused")
    func refused() async throws {
        let pc = try await ManagedPC()
        #expect(await pc.status(power, "RequestPowerStateChange", "<PowerState>10</PowerState>") != "0")
        #expect(try await pc.auditedEvents().isEmpty)
    }

    @Test("tells of what an engine was about when it was killed, and not of what was refused or failed")
    func killed() async throws {
        let nvram = try NVRAM(path: ":memory:")
        // Another engine begins with what the one has kept so far, as after a kill.
        let pc = AssistedPC(
            SimulatedPC(hardware: .ofTests),
            press: { _ throws(PCError) in
                do { _ = try await ManagedPC(nvram: nvram) } catch { throw .failed("\(error)") }
                throw .failed("the engine was killed")
            }
        )
        let engine = try await ManagedPC(nvram: nvram, pc: pc)
        #expect(await engine.status(power, "RequestPowerStateChange", "<PowerState>10</PowerState>") != "0")
        #expect(await engine.ask(Self.put, "AMT_TLSSettingData").contains("Fault"))
        #expect(try await ManagedPC(nvram: nvram).auditedEvents().isEmpty)
        #expect(await engine.status(power, "RequestPowerStateChange", "<PowerState>2</PowerState>") != "0")
        #expect(try await engine.auditedEvents().map(\.event) == [.poweredUp])
        #expect(try await ManagedPC(nvram: nvram).auditedEvents().map(\.event) == [.poweredUp])
    }

    private static let put = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Put"

    @Test("tells of accounts who they are, also when they are removed")
    func accountChanges() async throws {
        let pc = try await ManagedPC()
        _ = try await pc.caller("eve", realms: .hardwareAsset)
        _ = await pc.invoke(accounts, "SetAclEnabledState", "<Handle>3</Handle><Enabled>false</Enabled>")
        _ = await pc.invoke(accounts, "RemoveUserAclEntry", "<Handle>3</Handle>")
        let name: [UInt8] = [0x00, 0x03] + Array("eve".utf8)  // a digest account, three bytes, its name
        #expect(
            try await pc.auditedEvents() == [
                AuditEntry(.accountAdded, name), AuditEntry(.accountStateChanged, [0x00] + name),
                AuditEntry(.accountRemoved, name),
            ]
        )
    }

    @Test("tells of guessed passwords who was guessed, and from where")
    func guessing() async throws {
        let pc = try await ManagedPC()
        for number in 1...40 {
            _ = try await pc.login("admin", password: "guess", from: .network(address: "2001:db8::\(number)"))
        }
        let record = try #require(try await pc.audited().last)
        #expect((record.application, record.event) == (16, 5))
        #expect(record.extended == [0])
        #expect(record.initiator == .digest(name: "admin"))
        guard case .ipv6 = record.location else {
            Issue.record("the record does not say from where")
            return
        }
    }

    @Test("never has a single record, over which some readers stumble")
    func neverOne() async throws {
        let pc = try await ManagedPC()
        _ = await pc.invoke("AMT_MessageLog", "ClearLog")
        #expect(
            try await pc.auditedEvents(after: 0).map(\.event) == [
                .auditLogEnabled, .provisioningStarted, .provisioningCompleted, .eventLogCleared,
            ]
        )
        #expect(await pc.status(log, "ClearLog") == "0")
        #expect(try await pc.auditedEvents(after: 0).map(\.event) == [.auditLogEnabled, .auditLogCleared])
    }

    @Test("is read in pages of ten, oldest first, as it is stored")
    func pages() async throws {
        let pc = try await ManagedPC()
        for _ in 0..<22 { _ = await pc.invoke("AMT_MessageLog", "ClearLog") }
        var read: [[UInt8]] = []
        for start in [1, 11, 21] {
            let answer = await pc.invoke(log, "ReadRecords", "<StartIndex>\(start)</StartIndex>")
            #expect(text("TotalRecordCount", in: answer) == "25")
            read += texts("EventRecords", in: answer).compactMap { Data(base64Encoded: $0).map(Array.init) }
        }
        #expect(try await pc.nvram.auditRecords() == read)
        for start in ["0", "26"] {
            #expect(await pc.status(log, "ReadRecords", "<StartIndex>\(start)</StartIndex>") == "35")
        }
    }

    @Test("records after a start what it recorded before")
    func persistence() async throws {
        let pc = try await ManagedPC()
        let silence =
            "<Enable>false</Enable><AuditedAppID>24</AuditedAppID><EventID>2</EventID><PolicyType>0</PolicyType>"
        #expect(await pc.status(policy, "SetAuditPolicy", silence) == "0")
        let again = try await ManagedPC(nvram: pc.nvram)
        _ = await again.invoke("AMT_MessageLog", "ClearLog")
        #expect(try await again.auditedEvents().last?.event == .auditPolicyModified)
        #expect(!texts("AuditApplicationEventID", in: await again.get(policy)).contains("\(24 << 16 | 2)"))
    }

    @Test("a set of policies holds as a whole or not at all")
    func bulk() async throws {
        let pc = try await ManagedPC()
        func choices(_ second: Int) -> String {
            "<Enable>true</Enable><Enable>true</Enable><AuditedAppID>17</AuditedAppID>"
                + "<AuditedAppID>\(second)</AuditedAppID><EventID>0</EventID><EventID>65535</EventID>"
                + "<PolicyType>1</PolicyType><PolicyType>1</PolicyType>"
        }
        #expect(await pc.status(policy, "SetAuditPolicyBulk", choices(99)) == "36")
        #expect(!texts("PolicyType", in: await pc.get(policy)).contains("1"))
        #expect(await pc.status(policy, "SetAuditPolicyBulk", choices(25)) == "0")
        #expect(texts("PolicyType", in: await pc.get(policy)).count { $0 == "1" } == 8)
    }

    @Test("switched off it tells that, and no more")
    func switchedOff() async throws {
        let pc = try await ManagedPC()
        #expect(await pc.status(log, "RequestStateChange", "<RequestedState>3</RequestedState>") == "0")
        _ = await pc.invoke("AMT_MessageLog", "ClearLog")
        #expect(try await pc.auditedEvents().map(\.event) == [.auditLogDisabled])
        #expect(text("EnabledState", in: await pc.get(log)) == "3")
    }
}

@Suite("A full audit log")
struct FullAuditLogTests {
    /// A log without room for another record.
    private static func full(_ pc: ManagedPC, storage: UInt8) async throws {
        let choice = "<StoragePolicy>\(storage)</StoragePolicy><MinDaysToKeep>1</MinDaysToKeep>"
        #expect(await pc.status(log, "SetStoragePolicy", choice) == "0")
        let record = AuditRecord(.timeSet, by: .local, at: 1, from: .none, Array(repeating: 7, count: 240)).bytes
        let now = Date()
        while try await pc.nvram.appendAudit([record], at: now, making: .none) {}
        while try await pc.nvram.appendAudit([Array(record.prefix(1))], at: now, making: .none) {}
    }

    private static let critical =
        "<Enable>true</Enable><AuditedAppID>17</AuditedAppID><EventID>65535</EventID><PolicyType>1</PolicyType>"
    private static let on = "<PowerState>2</PowerState>"

    @Test("drops its oldest records for new ones under roll-over")
    func rollOver() async throws {
        let pc = try await ManagedPC()
        try await Self.full(pc, storage: 1)
        _ = await pc.invoke("AMT_MessageLog", "ClearLog")
        let newest = try await pc.nvram.auditRecords().last.flatMap { AuditRecord($0) }
        #expect(newest?.application == 24)
        #expect(try await pc.nvram.auditExtent().bytes <= NVRAM.auditCapacity)
    }

    @Test("refuses what must be told and cannot be, and lets pass the rest", arguments: [UInt8(0), 2])
    func noRoom(storage: UInt8) async throws {
        let pc = try await ManagedPC()
        #expect(await pc.status(policy, "SetAuditPolicy", Self.critical) == "0")
        try await Self.full(pc, storage: storage)
        let answer = await pc.invoke(power, "RequestPowerStateChange", Self.on)
        #expect(answer.contains("e:InternalError") && answer.contains("AMT-STATUS 2075"))
        let state = await pc.get("CIM_AssociatedPowerManagementService")
        #expect(text("PowerState", in: state) != "2")
        #expect(await pc.status("AMT_MessageLog", "ClearLog") == "0")
        #expect(await pc.status(log, "ClearLog") == "0")
        #expect(await pc.status(power, "RequestPowerStateChange", Self.on) == "0")
    }

    @Test("answers AMT's own methods with a status")
    func status() async throws {
        let pc = try await ManagedPC()
        let all = Self.critical.replacing("17", with: "16")
        #expect(await pc.status(policy, "SetAuditPolicy", all) == "0")
        try await Self.full(pc, storage: 0)
        let entry = try await pc.entry("eve", realms: [4])
        #expect(await pc.status(accounts, "AddUserAclEntryEx", entry) == "2075")
        #expect(await pc.status(accounts, "GetAclEnabledState", "<Handle>3</Handle>") == "2053")
    }
}

@Suite("The audit log's lock and signature")
struct AuditKeepingTests {
    @Test("a lock keeps others from clearing the log, until its handle gives it up")
    func locking() async throws {
        let pc = try await ManagedPC()
        let auditor = try await pc.caller("auditor", realms: .auditLog)
        let answer = await pc.invoke(
            log,
            "SetAuditLock",
            "<LockTimeoutInSeconds>60</LockTimeoutInSeconds><Flag>0</Flag>",
            by: auditor
        )
        let handle = try #require(text("Handle", in: answer).flatMap { UInt32($0) })
        #expect(text("AuditState", in: await pc.get(log, by: auditor)) == "17")
        let wrong = "<LockTimeoutInSeconds>0</LockTimeoutInSeconds><Flag>2</Flag><Handle>\(handle &+ 1)</Handle>"
        #expect(await pc.status(log, "SetAuditLock", wrong, by: auditor) == "2053")
        let other = Caller(user: "other", interface: .local, isEncrypted: false)
        let trail = try await AuditTrail(nvram: pc.nvram, clock: Clock())
        _ = try await trail.setLock(.lockLog, handle: nil, seconds: 60, by: "auditor")
        await #expect(throws: Refusal(.notPermitted)) { try await trail.clear(by: other.user) }
        let right = wrong.replacing("\(handle &+ 1)", with: "\(handle)")
        #expect(await pc.status(log, "SetAuditLock", right, by: auditor) == "0")
        #expect(await pc.status(log, "ClearLog", by: auditor) == "0")
    }

    @Test("a lock has a bounded time", arguments: [UInt32(0), 3601, .max])
    func bounds(seconds: UInt32) async throws {
        let pc = try await ManagedPC()
        let lock = "<LockTimeoutInSeconds>\(seconds)</LockTimeoutInSeconds><Flag>1</Flag>"
        #expect(await pc.status(log, "SetAuditLock", lock) == "36")
    }

    @Test("an export is signed by a key whose certificate comes with it", arguments: [UInt32(0), 1, 2])
    func signature(mechanism: UInt32) async throws {
        let pc = try await ManagedPC()
        _ = await pc.invoke("AMT_MessageLog", "ClearLog")
        let records = try await pc.nvram.auditRecords()
        let answer = await pc.invoke(
            log,
            "ExportAuditLogSignature",
            "<SigningMechanism>\(mechanism)</SigningMechanism>"
        )
        let signer = try #require(try await pc.nvram.setting("audit.signer", as: AuditSigner.self))
        let signature = try #require(text("Signature", in: answer).flatMap { Data(base64Encoded: $0) })
        let generated = try #require(texts("Datetime", in: answer).dropFirst(2).first)
        let export = AuditExport(
            records: records,
            generated: UInt32(try Date(generated, strategy: .iso8601).timeIntervalSince1970),
            guid: Identity(name: "pc1", uuid: ManagedPC.uuid, address: "").guidBytes,
            name: "pc1"
        )
        let signed = _RSA.Signing.RSASignature(rawRepresentation: signature)
        let key = try signer.publicKey
        func holds(_ text: [UInt8]) -> Bool {
            switch mechanism {
            case 0: key.isValidSignature(signed, for: Insecure.SHA1.hash(data: text), padding: .insecurePKCS1v1_5)
            case 1: key.isValidSignature(signed, for: SHA256.hash(data: text), padding: .insecurePKCS1v1_5)
            default: key.isValidSignature(signed, for: SHA384.hash(data: text), padding: .insecurePKCS1v1_5)
            }
        }
        #expect(holds(export.signedText))
        #expect(!holds(export.signedText + [0]))
        #expect(text("TotalRecordCount", in: answer) == "4")
        #expect(text("Certificates", in: answer) == signer.certificates.first?.base64EncodedString())
    }

    @Test("a key and its certificate can be given, but not a key and another's certificate")
    func material() async throws {
        let pc = try await ManagedPC()
        let (one, other) = (try AuditSigner(name: "one"), try AuditSigner(name: "other"))
        func material(_ key: Data, _ certificate: Data) -> String {
            "<SigningMechanismType>1</SigningMechanismType><SigningKey>\(key.base64EncodedString())</SigningKey>"
                + "<LengthOfCertificates>\(certificate.count)</LengthOfCertificates>"
                + "<Certificates>\(certificate.base64EncodedString())</Certificates>"
        }
        #expect(await pc.status(log, "SetSigningKeyMaterial", material(one.key, other.certificates[0])) == "2064")
        #expect(await pc.status(log, "SetSigningKeyMaterial", material(Data([1]), one.certificates[0])) == "2062")
        #expect(await pc.status(log, "SetSigningKeyMaterial", material(one.key, Data([1]))) == "2063")
        #expect(await pc.status(log, "SetSigningKeyMaterial", material(one.key, one.certificates[0])) == "0")
        let answer = await pc.invoke(log, "ExportAuditLogSignature", "<SigningMechanism>1</SigningMechanism>")
        #expect(text("Certificates", in: answer) == one.certificates[0].base64EncodedString())
    }
}

extension AuditSigner {
    /// The key that verifies, as the certificate has it.
    fileprivate var publicKey: _RSA.Signing.PublicKey {
        get throws { try _RSA.Signing.PrivateKey(derRepresentation: key).publicKey }
    }
}
