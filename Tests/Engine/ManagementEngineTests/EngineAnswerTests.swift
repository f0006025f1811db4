import FoundationEssentials
import Inventory
import NVRAM
import Simulation
import Testing
import VirtualPC

@testable import Servicing
@testable import ObjectManager
@testable import ManagementEngine

/// An engine over a PC made of state, and the envelopes that clients send to it.
private struct Bench {
    let engine: ManagementEngine
    let pc: SimulatedPC

    init() async throws {
        let uuid = "12345678-9abc-def0-1122-334455667788"
        pc = SimulatedPC(
            hardware: .standard(
                name: "pc1",
                uuid: uuid,
                cores: 2,
                memoryMiB: 1024,
                diskBytes: 1 << 30,
                mac: "52:54:00:77:00:01"
            )
        )
        engine = try await ManagementEngine(
            identity: Identity(name: "pc1", uuid: uuid, address: "127.0.0.1"),
            nvram: NVRAM(path: ":memory:"),
            pc: pc,
            administrator: ("admin", { "Correct-Horse1" })
        )
    }

    func ask(_ action: String, _ resource: String, selectors: String = "", body: String = "") async -> String {
        let envelope = """
            <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
            xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
            xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"><s:Header><a:Action>\(action)</a:Action>\
            <a:To>/wsman</a:To><w:ResourceURI>\(resource)</w:ResourceURI><a:MessageID>7</a:MessageID>\(selectors)\
            </s:Header><s:Body>\(body)</s:Body></s:Envelope>
            """
        return String(decoding: await engine.answer(Array(envelope.utf8), for: .administrator).envelope, as: UTF8.self)
    }

    func invoke(_ resource: String, _ method: String, _ parameters: String) async -> String {
        await ask(
            resource + "/" + method,
            resource,
            body: "<r:\(method)_INPUT xmlns:r=\"\(resource)\">\(parameters)</r:\(method)_INPUT>"
        )
    }
}

private let cim = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/"
private let get = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get"
private let enumerate = "http://schemas.xmlsoap.org/ws/2004/09/enumeration/Enumerate"
private let pull = "http://schemas.xmlsoap.org/ws/2004/09/enumeration/Pull"
private let wsEnumeration = "http://schemas.xmlsoap.org/ws/2004/09/enumeration"

@Suite("The engine's answers")
struct EngineAnswerTests {
    @Test("the power service switches the PC on, and the state follows")
    func power() async throws {
        let bench = try await Bench()
        let service = cim + "CIM_PowerManagementService"
        let answer = await bench.invoke(service, "RequestPowerStateChange", "<r:PowerState>2</r:PowerState>")
        #expect(answer.contains("<g:ReturnValue>0</g:ReturnValue>"))
        let state = await bench.ask(get, cim + "CIM_AssociatedPowerManagementService")
        #expect(state.contains("<g:PowerState>2</g:PowerState>"))
        #expect(state.contains("<g:AvailableRequestedPowerStates>8</g:AvailableRequestedPowerStates>"))
    }

    @Test("a power state that is not possible now is refused with a return value, not a fault")
    func impossiblePower() async throws {
        let bench = try await Bench()
        let answer = await bench.invoke(
            cim + "CIM_PowerManagementService",
            "RequestPowerStateChange",
            "<r:PowerState>10</r:PowerState>"
        )
        #expect(answer.contains("<g:ReturnValue>2</g:ReturnValue>"))
    }

    @Test("a boot order holds for one start")
    func bootOnce() async throws {
        let bench = try await Bench()
        let source = """
            <r:Source><a:Address>x</a:Address><a:ReferenceParameters><w:ResourceURI>x</w:ResourceURI><w:SelectorSet>\
            <w:Selector Name="InstanceID">Intel(r) AMT: Force CD/DVD Boot</w:Selector></w:SelectorSet>\
            </a:ReferenceParameters></r:Source>
            """
        _ = await bench.invoke(cim + "CIM_BootConfigSetting", "ChangeBootOrder", source)
        _ = await bench.invoke(cim + "CIM_BootService", "SetBootConfigRole", "<r:Role>1</r:Role>")
        let on = "<r:PowerState>2</r:PowerState>"
        _ = await bench.invoke(cim + "CIM_PowerManagementService", "RequestPowerStateChange", on)
        #expect(await bench.pc.startedFrom == .cd)
        let cycle = "<r:PowerState>5</r:PowerState>"
        _ = await bench.invoke(cim + "CIM_PowerManagementService", "RequestPowerStateChange", cycle)
        #expect(await bench.pc.startedFrom == .disk)
    }

    @Test("an enumeration is pulled to its end, and its last answer has no context")
    func enumeration() async throws {
        let bench = try await Bench()
        let resource = cim + "CIM_SoftwareIdentity"
        let opened = await bench.ask(enumerate, resource, body: "<Enumerate xmlns=\"\(wsEnumeration)\"/>")
        let context = try #require(
            opened.split(separator: "EnumerationContext>").dropFirst().first?.split(separator: "<").first
        )
        let body = """
            <Pull xmlns="\(wsEnumeration)"><EnumerationContext>\(context)</EnumerationContext>\
            <MaxElements>999</MaxElements></Pull>
            """
        let answer = await bench.ask(pull, resource, body: body)
        #expect(answer.contains("<h:InstanceID>AMT</h:InstanceID>"))
        #expect(answer.contains("<g:EndOfSequence></g:EndOfSequence>"))
        #expect(!answer.contains("EnumerationContext"))
        #expect(await bench.ask(pull, resource, body: body).contains("c:InvalidEnumerationContext"))
    }

    @Test(
        "what cannot be answered is a fault that says why",
        arguments: [
            (get, cim + "CIM_Unheard", "b:DestinationUnreachable"),
            ("urn:unheard", cim + "CIM_Chassis", "b:ActionNotSupported"),
            (cim + "CIM_Chassis/Explode", cim + "CIM_Chassis", "b:ActionNotSupported"),
            ("", cim + "CIM_Chassis", "b:MessageInformationHeaderRequired"),
        ]
    )
    func faults(action: String, resource: String, subcode: String) async throws {
        let answer = try await Bench().ask(action, resource)
        #expect(answer.contains("<a:Value>\(subcode)</a:Value>"))
        #expect(answer.contains("<b:RelatesTo>7</b:RelatesTo>"))
    }

    @Test("a selector that names no property is refused, one that fits nothing reaches nothing")
    func selectors() async throws {
        let bench = try await Bench()
        func set(_ name: String, _ value: String) -> String {
            "<w:SelectorSet><w:Selector Name=\"\(name)\">\(value)</w:Selector></w:SelectorSet>"
        }
        let chassis = cim + "CIM_Chassis"
        #expect(await bench.ask(get, chassis, selectors: set("Colour", "red")).contains("e:InvalidSelectors"))
        #expect(await bench.ask(get, chassis, selectors: set("Tag", "other")).contains("b:DestinationUnreachable"))
        #expect(await bench.ask(get, chassis, selectors: set("Tag", "CIM_Chassis")).contains("GetResponse"))
    }

    @Test("bytes that are no envelope are a fault", arguments: ["", "<", "<x/>", "\u{0}", "<!DOCTYPE a><a/>"])
    func malformed(text: String) async throws {
        let (envelope, isFault) = try await Bench().engine.answer(Array(text.utf8), for: .administrator)
        #expect(isFault)
        #expect(String(decoding: envelope, as: UTF8.self).contains("e:SchemaValidationError"))
    }

    @Test("the stance is read and changed by our own class, with its reason")
    func stance() async throws {
        let bench = try await Bench()
        let service = "urn:sekisho:wbem:wscim:1:sks-schema:1:SKS_StanceService"
        let parameters = "<r:Stance>3</r:Stance><r:Reason>a &lt;test&gt;</r:Reason>"
        #expect(await bench.invoke(service, "RequestStance", parameters).contains("<g:ReturnValue>0<"))
        let answer = await bench.ask(get, service)
        #expect(answer.contains("<g:Stance>3</g:Stance>"))
        #expect(answer.contains("<g:StanceReason>a &lt;test&gt;</g:StanceReason>"))
    }

    @Test("the person at a PC that is cut off is told the number of the case, and nobody at one that is not")
    func caseNumber() async throws {
        let bench = try await Bench()
        let service = "urn:sekisho:wbem:wscim:1:sks-schema:1:SKS_StanceService"
        let notice = "<r:CaseNumber>1A2B3C4D</r:CaseNumber><r:Contact>ext. 42</r:Contact>"
        #expect(await !bench.invoke(service, "ShowCase", notice).contains("<g:ReturnValue>0<"))
        _ = await bench.invoke(service, "RequestStance", "<r:Stance>3</r:Stance><r:Reason>test</r:Reason>")
        #expect(await bench.invoke(service, "ShowCase", notice).contains("<g:ReturnValue>0<"))
        #expect(await bench.ask(get, service).contains("<g:CaseNumber>1A2B3C4D</g:CaseNumber>"))
        let empty = "<r:CaseNumber></r:CaseNumber><r:Contact></r:Contact>"
        #expect(await bench.invoke(service, "ShowCase", empty).contains("<g:ReturnValue>36<"))
    }

    @Test("a request of our own that is malformed begins no work")
    func malformedOrders() async throws {
        let bench = try await Bench()
        let ours = "urn:sekisho:wbem:wscim:1:sks-schema:1:"
        let path = "<r:Path>relative</r:Path><r:SHA256>\(String(repeating: "a", count: 64))</r:SHA256>"
        #expect(await bench.invoke(ours + "SKS_RepairService", "RemoveFile", path).contains("<g:ReturnValue>36<"))
        let names = "<r:Names>../x</r:Names><r:Source>1</r:Source>"
        #expect(await bench.invoke(ours + "SKS_RepairService", "InstallPackages", names).contains("<g:ReturnValue>36<"))
        let host = "<r:Host>-oProxy</r:Host><r:Port>80</r:Port>"
        #expect(await bench.invoke(ours + "SKS_RepairService", "CheckNetwork", host).contains("<g:ReturnValue>36<"))
    }
}

@Suite("Names that reach commands")
struct CommandNameTests {
    @Test("package names of Debian pass", arguments: ["branch-app", "g++", "libc6", "python3.11"])
    func packages(name: String) { #expect(PackageName(untrusted: name)?.text == name) }

    @Test("other names do not", arguments: ["", "a", "-rf", "A", "a b", "a;b", "../x", "$(x)", "é1"])
    func refused(name: String) { #expect(PackageName(untrusted: name) == nil) }
}

@Suite("Software facts of a Debian user OS")
struct SoftwareFactTests {
    @Test("lines become facts, others are passed over")
    func reading() {
        let text = "os\tDebian GNU/Linux\t12.15\t\nii \tbranch-app\t1.1\t1700000000\nnonsense\nii \t\t1\t2\n"
        let facts = SoftwareFact.facts(untrustedOutput: text, learntAt: .now)
        #expect(facts.map(\.name) == ["Debian GNU/Linux", "branch-app"])
        #expect(facts.map(\.kind) == [.os, .package])
        #expect(facts.last?.installedAt?.timeIntervalSince1970 == 1_700_000_000)
    }
}

extension Caller {
    /// The administrator, somewhere on the network.
    static let administrator = Caller(user: "admin", interface: .network(address: "192.0.2.1"), isEncrypted: false)
}
