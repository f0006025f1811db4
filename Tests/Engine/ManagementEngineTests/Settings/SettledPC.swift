import AMTSchema
import CIMModel
import FoundationEssentials
import HTTPDigest
import Inventory
import NVRAM
import Simulation

@testable import AccessControl
@testable import ObjectManager
@testable import ManagementEngine

/// An engine whose PC and memory the tests hold, so that it can be started again.
struct SettledPC {
    static let uuid = "12345678-9abc-def0-1122-334455667788"

    let nvram: NVRAM
    let pc: SimulatedPC
    let engine: ManagementEngine

    /// - Parameter password: the administrator's; without one the engine waits to be set up.
    init(nvram: NVRAM? = nil, password: String? = "Correct-Horse1") async throws {
        self.nvram = if let nvram { nvram } else { try NVRAM(path: ":memory:") }
        pc = SimulatedPC(
            hardware: .standard(
                name: "pc1",
                uuid: Self.uuid,
                cores: 2,
                memoryMiB: 1024,
                diskBytes: 1 << 30,
                mac: "52:54:00:77:00:01"
            )
        )
        engine = try await ManagementEngine(
            identity: Identity(name: "pc1", uuid: Self.uuid, address: "127.0.0.1", domain: "branch.example"),
            nvram: self.nvram,
            pc: pc,
            administrator: ("admin", { password })
        )
    }

    /// The engine as it is when it starts again with the same memory.
    func restarted() async throws -> SettledPC { try await SettledPC(nvram: nvram) }

    func get(
        _ name: ClassName,
        _ selectors: [String: String] = [:],
        by caller: Caller = .administrator
    ) async -> String {
        await ask("http://schemas.xmlsoap.org/ws/2004/09/transfer/Get", name, selectors, by: caller)
    }

    /// Whether the administrator comes in with this password.
    func isAdmitted(_ password: String) async -> Bool {
        var client = DigestClient(user: "admin", password: password)
        _ = client.take(untrustedChallenge: await engine.challenge())
        let header = client.answer(method: "POST", uri: "/wsman", cnonce: "abcdef")
        let admission = await engine.admit(
            header,
            method: "POST",
            uri: "/wsman",
            from: .network(address: "192.0.2.1"),
            isEncrypted: false
        )
        if case .admitted = admission { return true }
        return false
    }

    /// Sends back what Get has told, with elements in the place of those of the same name.
    func put(_ name: ClassName, _ changes: String) async -> String {
        let instance = "<r:\(name) xmlns:r=\"\(name.resourceURI)\">\(changes)</r:\(name)>"
        return await ask("http://schemas.xmlsoap.org/ws/2004/09/transfer/Put", name, body: instance)
    }

    func delete(_ name: ClassName, _ selectors: [String: String]) async -> String {
        await ask("http://schemas.xmlsoap.org/ws/2004/09/transfer/Delete", name, selectors)
    }

    /// Everything that an enumeration lists, in one answer.
    func list(_ name: ClassName) async -> String {
        let namespace = "http://schemas.xmlsoap.org/ws/2004/09/enumeration"
        let opened = await ask(namespace + "/Enumerate", name, body: "<Enumerate xmlns=\"\(namespace)\"/>")
        let pull = """
            <Pull xmlns="\(namespace)"><EnumerationContext>\(text("EnumerationContext", in: opened) ?? "")\
            </EnumerationContext><MaxElements>999</MaxElements></Pull>
            """
        return await ask(namespace + "/Pull", name, body: pull)
    }

    /// Calls a method; the parameters have the prefix `r`.
    func invoke(
        _ name: ClassName,
        _ method: String,
        _ parameters: String = "",
        selectors: [String: String] = [:],
        by caller: Caller = .administrator
    ) async -> String {
        let body = "<r:\(method)_INPUT xmlns:r=\"\(name.resourceURI)\">\(parameters)</r:\(method)_INPUT>"
        return await ask(name.resourceURI + "/" + method, name, selectors, body: body, by: caller)
    }

    /// What a method returned.
    func status(
        _ name: ClassName,
        _ method: String,
        _ parameters: String = "",
        selectors: [String: String] = [:],
        by caller: Caller = .administrator
    ) async -> String? {
        text("ReturnValue", in: await invoke(name, method, parameters, selectors: selectors, by: caller))
    }

    private func ask(
        _ action: String,
        _ name: ClassName,
        _ selectors: [String: String] = [:],
        body: String = "",
        by caller: Caller = .administrator
    ) async -> String {
        let set = selectors.map { "<w:Selector Name=\"\($0.key)\">\($0.value)</w:Selector>" }.joined()
        let envelope = """
            <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
            xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
            xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"><s:Header><a:Action>\(action)</a:Action>\
            <a:To>/wsman</a:To><w:ResourceURI>\(name.resourceURI)</w:ResourceURI><a:MessageID>7</a:MessageID>\
            <w:SelectorSet>\(set)</w:SelectorSet></s:Header><s:Body>\(body)</s:Body></s:Envelope>
            """
        return String(decoding: await engine.answer(Array(envelope.utf8), for: caller).envelope, as: UTF8.self)
    }
}

extension Caller {
    /// What a program on the PC logs in as.
    static let insider = Caller(user: Accounts.systemUser, interface: .local, isEncrypted: false)
}
