import FoundationEssentials
import Inventory
import NVRAM
import Simulation
import VirtualPC

@testable import ObjectManager
@testable import ManagementEngine

/// An engine over a PC made of state, and what programs on either side of the PC say to it.
struct Conversation {
    let engine: ManagementEngine
    let nvram: NVRAM
    let pc: SimulatedPC

    init(nvram: NVRAM? = nil) async throws {
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
        self.nvram = try nvram ?? NVRAM(path: ":memory:")
        engine = try await ManagementEngine(
            identity: Identity(name: "pc1", uuid: uuid, address: "127.0.0.1"),
            nvram: self.nvram,
            pc: pc,
            administrator: ("admin", { "Correct-Horse1" })
        )
    }

    init(engine: ManagementEngine, nvram: NVRAM, pc: SimulatedPC) {
        self.engine = engine
        self.nvram = nvram
        self.pc = pc
    }

    /// Calls a method and reads what it answers.
    func invoke(
        _ name: String,
        _ method: String,
        _ parameters: [(String, String)] = [],
        on selectors: [String: String] = [:],
        as caller: Caller = .administrator
    ) async -> MethodAnswer {
        let resource = Self.uri(name)
        let fields = parameters.map { "<r:\($0.0)>\($0.1)</r:\($0.0)>" }.joined()
        let body = "<r:\(method)_INPUT xmlns:r=\"\(resource)\">\(fields)</r:\(method)_INPUT>"
        return MethodAnswer(text: await ask(resource + "/" + method, resource, selectors, body, as: caller))
    }

    /// Sends an envelope and answers with its text.
    func ask(
        _ action: String,
        _ resource: String,
        _ selectors: [String: String] = [:],
        _ body: String = "",
        as caller: Caller = .administrator
    ) async -> String {
        let set = selectors.map { "<w:Selector Name=\"\($0.key)\">\($0.value)</w:Selector>" }.joined()
        let envelope = """
            <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
            xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
            xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"><s:Header><a:Action>\(action)</a:Action>\
            <a:To>/wsman</a:To><w:ResourceURI>\(resource)</w:ResourceURI><a:MessageID>7</a:MessageID>\
            <w:SelectorSet>\(set)</w:SelectorSet></s:Header><s:Body>\(body)</s:Body></s:Envelope>
            """
        return String(decoding: await engine.answer(Array(envelope.utf8), for: caller).envelope, as: UTF8.self)
    }

    static func uri(_ name: String) -> String {
        guard !name.hasPrefix("SKS_") else { return "urn:sekisho:wbem:wscim:1:sks-schema:1:" + name }
        let start = name.hasPrefix("CIM_") ? "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/" : nil
        let vendor = name.hasPrefix("IPS_") ? "ips" : "amt"
        return (start ?? "http://intel.com/wbem/wscim/1/\(vendor)-schema/1/") + name
    }
}

/// What a method answered.
struct MethodAnswer {
    let text: String

    /// The return value; nil when the answer is a fault.
    var status: Int? { self["ReturnValue"].flatMap { Int($0) } }

    /// The first value of a parameter.
    subscript(_ name: String) -> String? { all(name).first }

    /// All values of a parameter.
    func all(_ name: String) -> [String] {
        text.split(separator: "<g:\(name)>").dropFirst().map { String($0.prefix { $0 != "<" }) }
    }
}

extension Caller {
    /// A program in the user OS.
    static let program = Caller(user: "admin", interface: .local, isEncrypted: false)
}
