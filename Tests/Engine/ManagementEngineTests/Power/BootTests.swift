import AMTSchema
import CIMModel
import FoundationEssentials
import NVRAM
import Simulation
import Testing
import VirtualPC

@testable import RemoteControl
@testable import ManagementEngine

@Suite("Boot")
struct BootTests {
    private static let put = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Put"

    private func put(_ options: String, of pc: ManagedPC) async -> String {
        let resource = ClassName("AMT_BootSettingData").resourceURI
        let instance = "<AMT_BootSettingData xmlns=\"\(resource)\">\(options)</AMT_BootSettingData>"
        return await pc.ask(Self.put, "AMT_BootSettingData", body: instance)
    }

    private func settings(of pc: ManagedPC, _ name: String) async -> String? {
        text(name, in: await pc.get("AMT_BootSettingData"))
    }

    private func arm(_ pc: ManagedPC) async {
        _ = await pc.invoke("CIM_BootService", "SetBootConfigRole", "<Role>1</Role>")
    }

    private func service(_ state: Int, of pc: ManagedPC) async -> String? {
        let parameters = "<RequestedState>\(state)</RequestedState>"
        return text("ReturnValue", in: await pc.invoke("CIM_BootService", "RequestStateChange", parameters))
    }

    private func source(_ name: String, of pc: ManagedPC) async -> String? {
        let source = """
            <Source xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
            xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"><a:Address>x</a:Address><a:ReferenceParameters>\
            <w:ResourceURI>x</w:ResourceURI><w:SelectorSet><w:Selector Name="InstanceID">\(name)</w:Selector>\
            </w:SelectorSet></a:ReferenceParameters></Source>
            """
        return text("ReturnValue", in: await pc.invoke("CIM_BootConfigSetting", "ChangeBootOrder", source))
    }

    private func press(_ state: Int, of pc: ManagedPC) async -> String? {
        let parameters = "<PowerState>\(state)</PowerState>"
        return text(
            "ReturnValue",
            in: await pc.invoke("CIM_PowerManagementService", "RequestPowerStateChange", parameters)
        )
    }

    /// One parameter: Intel's number, its kind, its length and its value, least byte first.
    private func parameter(_ kind: UInt8, _ value: [UInt8]) -> [UInt8] {
        [0x86, 0x80, kind, 0, UInt8(value.count), 0, 0, 0] + value
    }

    private func parameters(_ all: [UInt8], count: Int) -> String {
        "<UefiBootNumberOfParams>\(count)</UefiBootNumberOfParams><UefiBootParametersArray>"
            + Data(all).base64EncodedString() + "</UefiBootParametersArray>"
    }

    @Test("options hold for one start and read as cleared afterwards")
    func once() async throws {
        let pc = try await ManagedPC()
        _ = await put("<BIOSSetup>true</BIOSSetup><ForcedProgressEvents>true</ForcedProgressEvents>", of: pc)
        await arm(pc)
        #expect(await settings(of: pc, "BIOSSetup") == "true")
        #expect(await settings(of: pc, "OptionsCleared") == "false")
        #expect(await press(2, of: pc) == "0")
        #expect(await pc.pc.lastStart?.entersSetup == true)
        #expect(await pc.pc.lastStart?.reportsProgress == true)
        #expect(await settings(of: pc, "BIOSSetup") == "false")
        #expect(await settings(of: pc, "OptionsCleared") == "true")
        #expect(await press(10, of: pc) == "0")
        #expect(await pc.pc.lastStart == BootOptions())
    }

    @Test("options that were not armed are not obeyed")
    func unarmed() async throws {
        let pc = try await ManagedPC()
        _ = await put("<BIOSPause>true</BIOSPause>", of: pc)
        #expect(await press(2, of: pc) == "0")
        #expect(await pc.pc.lastStart == BootOptions())
    }

    @Test("options outlive the engine")
    func kept() async throws {
        let nvram = try NVRAM(path: ":memory:")
        _ = await put("<BIOSPause>true</BIOSPause>", of: try await ManagedPC(nvram: nvram))
        #expect(await settings(of: try await ManagedPC(nvram: nvram), "BIOSPause") == "true")
    }

    @Test(
        "what the board cannot do is refused, and nothing of the request is kept",
        arguments: ["UseSOL", "UseIDER", "ReflashBIOS", "LockPowerButton", "UserPasswordBypass", "SecureErase"]
    )
    func unsupported(option: String) async throws {
        let pc = try await ManagedPC()
        let answer = await put("<BIOSPause>true</BIOSPause><\(option)>true</\(option)>", of: pc)
        #expect(answer.contains("UnsupportedFeature"))
        #expect(await settings(of: pc, "BIOSPause") == "false")
    }

    @Test("the whole instance as it was read can be put back")
    func wholeInstance() async throws {
        let pc = try await ManagedPC()
        let read = await pc.get("AMT_BootSettingData")
        let start = try #require(read.firstRange(of: "<g:AMT_BootSettingData>"))
        let end = try #require(read.firstRange(of: "</g:AMT_BootSettingData>"))
        let options = read[start.upperBound..<end.lowerBound].replacing("g:", with: "")
        #expect(!(await put(String(options), of: pc)).contains("Fault"))
    }

    @Test("capabilities say what the board obeys, and a board that obeys less offers less")
    func capabilities() async throws {
        let able = await (try await ManagedPC()).get("AMT_BootCapabilities")
        #expect(text("BIOSSetup", in: able) == "true")
        #expect(text("ForceUEFIHTTPSBoot", in: able) == "true")
        // Bit 0 erasing, 2 disks, 6 the TPM, 25 what the firmware remembers.
        #expect(text("PlatformErase", in: able) == String(1 | 1 << 2 | 1 << 6 | 1 << 25))
        let plain = try await ManagedPC(features: BoardFeatures())
        let unable = await plain.get("AMT_BootCapabilities")
        #expect(text("BIOSSetup", in: unable) == "false")
        #expect(text("PlatformErase", in: unable) == "0")
        #expect((await put("<BIOSSetup>true</BIOSSetup>", of: plain)).contains("UnsupportedFeature"))
        #expect(await service(32_771, of: plain) == "1")
    }

    @Test("a platform is erased only when the boot service allows it, and then what the mask names")
    func erase() async throws {
        let pc = try await ManagedPC()
        // Bits 2, 6 and 25.
        let order = "<PlatformErase>true</PlatformErase>" + parameters(parameter(1, [0x44, 0, 0, 0x02]), count: 1)
        #expect((await put(order, of: pc)).contains("AccessDenied"))
        #expect(await service(32_770, of: pc) == "0")
        #expect(await settings(of: pc, "RPEEnabled") == "true")
        #expect(!(await put(order, of: pc)).contains("Fault"))
        await arm(pc)
        #expect(await press(2, of: pc) == "0")
        #expect(await pc.pc.lastStart?.erasure == [.disk, .firmware, .tpm])
        #expect(await settings(of: pc, "PlatformErase") == "false")
        _ = try await firstLogged(by: pc) { $0 == "the platform erased the TPM" }
        let erased = try await pc.nvram.events().map(\.text).filter { $0.hasPrefix("the platform erased") }
        #expect(
            Set(erased) == [
                "the platform erased the disk of the user OS", "the platform erased the firmware's variables",
                "the platform erased the TPM",
            ]
        )
    }

    /// The first entry of the event log about which something holds, while the engine follows its PC.
    private func firstLogged(by pc: ManagedPC, _ isWanted: (String) -> Bool) async throws -> String? {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pc.engine.run() }
            defer { group.cancelAll() }
            while true {
                if let text = try await pc.nvram.events().map(\.text).first(where: isWanted) { return text }
                await Task.yield()
            }
        }
    }

    @Test("secure boot is said to be the board's only where it is, and a start can be made to enforce it")
    func secureBoot() async throws {
        let pc = try await ManagedPC()
        #expect(text("BIOSSecureBoot", in: await pc.get("AMT_BootCapabilities")) == "true")
        #expect(!(await put("<EnforceSecureBoot>true</EnforceSecureBoot>", of: pc)).contains("Fault"))
        await arm(pc)
        #expect(await press(2, of: pc) == "0")
        #expect(await pc.pc.lastStart?.enforcesSecureBoot == true)
        let plain = try await ManagedPC(features: Firmware.uefi.features)
        #expect(text("BIOSSecureBoot", in: await plain.get("AMT_BootCapabilities")) == "false")
        let refusal = await put("<EnforceSecureBoot>true</EnforceSecureBoot>", of: plain)
        #expect(refusal.contains("UnsupportedFeature"))
    }

    @Test("an erase that was ordered is not carried out when the boot service forbids it again")
    func forbidden() async throws {
        let pc = try await ManagedPC()
        _ = await service(32_770, of: pc)
        _ = await put("<PlatformErase>true</PlatformErase>" + parameters(parameter(1, [4, 0, 0, 0]), count: 1), of: pc)
        await arm(pc)
        #expect(await service(32_768, of: pc) == "0")
        #expect(await press(2, of: pc) == "0")
        #expect(await pc.pc.lastStart?.erasure == [])
    }

    @Test("a start over HTTPS loads the address that was given, believing whom it may")
    func https() async throws {
        let pc = try await ManagedPC()
        let name = "Intel(r) AMT: Force OCR UEFI HTTPS Boot"
        #expect(await source(name, of: pc) == "6")
        #expect(await service(32_769, of: pc) == "0")
        let url = "https://boot.example/recovery.efi"
        let order = parameters(parameter(1, Array(url.utf8)) + parameter(20, [1]), count: 2)
        #expect(!(await put(order, of: pc)).contains("Fault"))
        await arm(pc)
        #expect(await source(name, of: pc) == "0")
        _ = try await pc.nvram.addCertificate([0x30, 0x00], isTrustedRoot: true)
        #expect(await press(2, of: pc) == "0")
        #expect(await pc.pc.lastStart?.https == HTTPSBoot(url: url, certificates: [[0x30, 0x00]]))
    }

    @Test(
        "what would not be obeyed of a start over HTTPS or an erase is refused, not left out",
        arguments: [
            (false, 4), (false, 6), (false, 10), (false, 21), (false, 22), (false, 23), (false, 25), (false, 30),
            (false, 40), (false, 41), (true, 10), (true, 20), (true, 30),
        ] as [(Bool, UInt8)]
    )
    func notObeyed(erases: Bool, kind: UInt8) async throws {
        let pc = try await ManagedPC()
        #expect(await service(32_771, of: pc) == "0")
        let (option, first) = (
            "<PlatformErase>\(erases)</PlatformErase>", erases ? [4, 0, 0, 0] : Array("https://a/".utf8)
        )
        let order = option + parameters(parameter(1, first) + parameter(kind, [7]), count: 2)
        #expect(await put(order, of: pc).contains("UnsupportedFeature"))
        #expect(await settings(of: pc, "UefiBootNumberOfParams") == "0")
        let bare = option + parameters(parameter(1, first) + parameter(kind, []), count: 2)
        #expect(await !put(bare, of: pc).contains("Fault"))
    }

    @Test("an erase of what the board has no way to erase is refused whole")
    func eraseOfMore() async throws {
        let pc = try await ManagedPC()
        #expect(await service(32_770, of: pc) == "0")
        // The disk, and the management engine itself.
        let order = "<PlatformErase>true</PlatformErase>" + parameters(parameter(1, [4, 0, 0, 0x80]), count: 1)
        #expect(await put(order, of: pc).contains("UnsupportedFeature"))
    }

    @Test("a start over HTTPS is not armed without an address")
    func httpsWithoutAddress() async throws {
        let pc = try await ManagedPC()
        let name = "Intel(r) AMT: Force OCR UEFI HTTPS Boot"
        #expect(await service(32_769, of: pc) == "0")
        func armed() async -> String? {
            text("ReturnValue", in: await pc.invoke("CIM_BootService", "SetBootConfigRole", "<Role>1</Role>"))
        }
        #expect(await source(name, of: pc) == "0")
        #expect(await armed() == "5")
        #expect(await settings(of: pc, "OptionsCleared") == "true")
        #expect(await source("", of: pc) == "0")
        #expect(await armed() == "0")
        #expect(await source(name, of: pc) == "5")
    }

    @Test(
        "parameters that are cut off, foreign, given twice or miscounted are refused",
        arguments: [
            ([0x86, 0x80, 1, 0, 9, 0, 0, 0, 1], 1), ([0x87, 0x80, 1, 0, 0, 0, 0, 0], 1),
            ([0x86, 0x80, 1, 0, 0, 0, 0, 0, 0x86, 0x80, 1, 0, 0, 0, 0, 0], 2), ([0x86, 0x80, 1, 0, 0, 0, 0, 0], 2),
            ([0x86, 0x80, 1, 0, 0xFF, 0xFF, 0xFF, 0xFF], 1), ([0x86], 1),
        ] as [([UInt8], Int)]
    )
    func badParameters(bytes: [UInt8], count: Int) async throws {
        let pc = try await ManagedPC()
        #expect((await put(parameters(bytes, count: count), of: pc)).contains("InvalidParameter"))
    }

    @Test("the boot configuration's chosen source is first, the others have no place")
    func order() async throws {
        let pc = try await ManagedPC()
        #expect(await source("Intel(r) AMT: Force PXE Boot", of: pc) == "0")
        let sources = BootSourceOrder(boot: BootOrder(nvram: pc.nvram), features: .all)
        #expect(try await sources.instances().map(\.assignedSequence) == [0, 1, 0, 0])
        #expect(await source("Intel(r) AMT: Force Diagnostic Boot", of: pc) == "4")
    }

    private func cause(of pc: ManagedPC) async -> [String?] {
        let answer = await pc.get("IPS_HostBootReason")
        return [text("Reason", in: answer), text("PreviousSxState", in: answer)]
    }

    @Test("the reason of the last start is the console's, with the state before, until the user OS restarts by itself")
    func reason() async throws {
        let pc = try await ManagedPC()
        // 0 unknown, 1 other, 2 remote control, 3 an alarm; 2 S0, 5 S3, 7 S5.
        #expect(await cause(of: pc) == ["0", "0"])
        #expect(await press(2, of: pc) == "0")
        #expect(await cause(of: pc) == ["2", "7"])
        #expect(await press(10, of: pc) == "0")
        #expect(await cause(of: pc) == ["2", "2"])
        // Firmware resets on the way up belong to the start; what resets a user OS that was up does not.
        try await pc.nvram.noteRestart()
        #expect(await cause(of: pc) == ["2", "2"])
        try await pc.nvram.settleBootCause()
        try await pc.nvram.noteRestart()
        #expect(await cause(of: pc) == ["1", "2"])
    }

    @Test("an alarm that starts the PC is the reason of that start")
    func alarmReason() async throws {
        let pc = try await ManagedPC()
        let button = PowerButton(pc: pc.pc, boot: BootOrder(nvram: pc.nvram))
        try await button.press(.on, for: .alarm)
        #expect(await cause(of: pc) == ["3", "7"])
    }

    @Test("the boot configuration holds for the next start once it is armed, for that one alone")
    func elementSettings() async throws {
        let pc = try await ManagedPC()
        func next() async throws -> [UInt16?] {
            try await ElementSettings(boot: BootOrder(nvram: pc.nvram)).instances().suffix(2).map(\.isNext)
        }
        #expect(try await next() == [2, 2])
        await arm(pc)
        #expect(try await next() == [3, 3])
        let all = await pc.everything("CIM_ElementSettingData")
        #expect(all.contains("Intel(r) AMT: Boot Configuration 0") && all.contains("Intel(r) AMT:BootSettingData 0"))
        #expect(await press(2, of: pc) == "0")
        #expect(try await next() == [2, 2])
    }
}
