import FoundationEssentials
import Inventory
import NVRAM
import Simulation
import Testing
import VirtualPC

@testable import ObjectManager
@testable import ManagementEngine

/// The facts as tools find them that were written for hardware: Get-AMT3PDS of Intel's PowerShell module reads 4095
/// bytes of each block with the same name, drops what is 0xFF, and joins the rest.
@Suite("Software facts in the data store")
struct SoftwareFactsInStoreTests {
    let conversation: Conversation
    let service = "AMT_ThirdPartyDataStorageService"
    let administration = "AMT_ThirdPartyDataStorageAdministrationService"

    init() async throws { conversation = try await Conversation() }

    @Test("what is known of the software reads the same through the store's methods, while the PC is off")
    func reading() async throws {
        #expect(await conversation.pc.status().powerState.isOff)
        for count in [1, 400, 3] {
            let facts = Self.facts(count)
            try await conversation.nvram.replaceFacts(of: [.package, .definitions], with: facts)
            let text = try await read(try await owner())
            let read = try #require(SoftwareFactsText.facts(untrustedText: text))
            #expect(Set(read) == Set(facts))
        }
    }

    @Test("the owner is found by asking which applications there are")
    func discovery() async throws {
        try await conversation.nvram.replaceFacts(of: [.package], with: Self.facts(1))
        let handles = await conversation.invoke(administration, "AdminGetRegisteredApplications")
        let handle = try #require(handles["ApplicationHandles"])
        let named = await conversation.invoke(administration, "AdminGetApplicationAttributes", [("Handle", handle)])
        let uuid = try #require(named["UUID"].flatMap(Base64.bytes))
        #expect(String(decoding: uuid, as: UTF8.self) == "Sekisho facts v1")
        #expect(named["ApplicationName"] == "Software facts")
        #expect(named["CurrentAllocationSize"] == "4096")
    }

    @Test("a program of the user OS reads them under its own name", arguments: [Caller.program, .administrator])
    func others(caller: Caller) async throws {
        try await conversation.nvram.replaceFacts(of: [.package], with: Self.facts(2))
        let uuid = String(repeating: "0A", count: 16)
        let session = try await register(uuid, application: "Reader", as: caller)
        let siblings = await conversation.invoke(service, "GetRegisteredApplications", [session], as: caller)
        let owner = try #require(siblings.all("AppHandles").first)
        let text = try await read((session, owner), as: caller)
        #expect(SoftwareFactsText.facts(untrustedText: text)?.count == 2)
    }

    @Test("nobody changes, locks or removes them, whoever he says he is")
    func protection() async throws {
        try await conversation.nvram.replaceFacts(of: [.package], with: Self.facts(1))
        let (session, _) = try await owner()
        let block = ("BlockHandle", "1")
        func status(_ method: String, _ parameters: (String, String)...) async -> Int? {
            await conversation.invoke(service, method, [session, block] + parameters).status
        }
        #expect(await status("WriteBlock", ("ByteOffset", "0"), ("Data", "AAAA")) == 16)
        #expect(await status("LockBlock") == 16)
        #expect(await status("DeallocateBlock") == 16)
        #expect(await status("SetBlockName", ("BlockName", "mine")) == 16)
        #expect(await status("AddPermissionsGroup", ("GroupPermissions", "2")) == 16)
        #expect(await status("AllocateBlock", ("BytesRequested", "4096"), ("BlockHidden", "false")) == 16)
        #expect(await conversation.invoke(service, "RemoveApplication", [session]).status == 16)
        for method in ["AdminRemoveApplication", "RemoveStorageEaclEntry", "RemoveStorageFpaclEntry"] {
            #expect(await conversation.invoke(administration, method, [("Handle", "1")]).status != 0)
        }
    }

    @Test("a tool keeps its own notes and finds them after a restart")
    func notes() async throws {
        let enterprise = [("EnterpriseName", "Example")]
        #expect(await conversation.invoke(administration, "AddStorageEaclEntry", enterprise).status == 0)
        let uuid = String(repeating: "0B", count: 16)
        let session = try await register(uuid, application: "Notes", vendor: "Example")
        let wish = [session, ("BytesRequested", "4096"), ("BlockHidden", "true"), ("BlockName", "notes")]
        let handle = try #require(await conversation.invoke(service, "AllocateBlock", wish)["BlockHandle"])
        let note = Base64.text(Array("seen".utf8))
        let place = [("BlockHandle", handle), ("ByteOffset", "10")]
        let written = await conversation.invoke(service, "WriteBlock", [session] + place + [("Data", note)])
        #expect(written["BytesWritten"] == "4")
        // The audit log has it as 23/3, in its first four bytes.
        #expect(try await conversation.nvram.auditRecords().last?.prefix(4) == [0, 23, 0, 3])
        let restarted = try await Conversation(nvram: conversation.nvram)
        #expect(await restarted.invoke(service, "ReadBlock", [session] + place + [("ByteCount", "4")]).status == 8)
        let again = try await register(uuid, application: "Notes", vendor: "Example", in: restarted)
        let read = await restarted.invoke(service, "ReadBlock", [again] + place + [("ByteCount", "4")])
        #expect(read["Data"] == note)
    }

    @Test(
        "a method without what it needs, or with what it cannot be, is refused by its return value",
        arguments: [
            ("RegisterApplication", [("CallerUUID", "XX")], 12), ("GetBytesAvailable", [], 8),
            ("ReadBlock", [("SessionHandle", "0000000000000000")], 8),
            ("LockBlock", [("SessionHandle", "' OR 1=1 --")], 8),
        ] as [(String, [(String, String)], Int)]
    )
    func malformed(method: String, parameters: [(String, String)], status: Int) async {
        #expect(await conversation.invoke(service, method, parameters).status == status)
    }

    @Test("the service tells its limits without a session")
    func limits() async {
        #expect(await conversation.invoke(service, "GetMTU")["Mtu"] == "4096")
        #expect(await conversation.invoke(service, "GetTimeoutValues")["LockTimeout"] == "60")
        #expect(await conversation.invoke(service, "GetWriteEraseLimit")["WriteEraseLimit"] == "8192")
        let global = await conversation.invoke(administration, "GetGlobalStorageAttributes")
        #expect(global["TotalStorage"] == "1048576")
        #expect(global["MaxAslEntries"] == "16")
    }
}

extension SoftwareFactsInStoreTests {
    private typealias Parameter = (String, String)

    private func owner() async throws -> (session: Parameter, handle: String) {
        let session = try await register("53656B6973686F206661637473207631", application: "Software facts")
        let current = await conversation.invoke(service, "GetCurrentApplicationHandle", [session])
        return (session, try #require(current["ApplicationHandle"]))
    }

    private func register(
        _ uuid: String,
        application: String,
        vendor: String = "Sekisho",
        as caller: Caller = .administrator,
        in other: Conversation? = nil
    ) async throws -> Parameter {
        let identity = [
            ("CallerUUID", uuid), ("VendorName", vendor), ("ApplicationName", application), ("EnterpriseName", vendor),
        ]
        let answer = await (other ?? conversation).invoke(service, "RegisterApplication", identity, as: caller)
        return ("SessionHandle", try #require(answer["SessionHandle"], "\(answer.text)"))
    }

    private func read(
        _ owner: (session: Parameter, handle: String),
        as caller: Caller = .administrator
    ) async throws -> String {
        let asked = [owner.session, ("BlockOwnerApplication", owner.handle)]
        var bytes: [UInt8] = []
        for block in await conversation.invoke(service, "GetAllocatedBlocks", asked, as: caller).all("BlockHandles") {
            let range = [owner.session, ("BlockHandle", block), ("ByteOffset", "0"), ("ByteCount", "4095")]
            let answer = await conversation.invoke(service, "ReadBlock", range, as: caller)
            bytes += try #require(answer["Data"].flatMap(Base64.bytes), "\(answer.text)").filter { $0 != 0xFF }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func facts(_ count: Int) -> [SoftwareFact] {
        let learnt = Date(timeIntervalSince1970: 1_700_000_000)
        let definitions = SoftwareFact(
            kind: .definitions,
            name: "definitions",
            version: "27000",
            installedAt: learnt,
            learntAt: learnt
        )
        return [definitions]
            + (1..<max(count, 1)).map { number in
                SoftwareFact(
                    kind: .package,
                    name: "package-\(number)",
                    version: "1.\(number)-été",
                    installedAt: nil,
                    learntAt: learnt
                )
            }
    }
}
