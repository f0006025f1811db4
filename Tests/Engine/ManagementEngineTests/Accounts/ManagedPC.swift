import AMTSchema
import CIMModel
import FoundationEssentials
import HTTPDigest
import Inventory
import NVRAM
import Simulation
import VirtualPC

@testable import ObjectManager
@testable import ManagementEngine

/// An engine over a PC made of state, and what its users send.
struct ManagedPC {
    static let password = "Correct-Horse1"
    static let uuid = "12345678-9abc-def0-1122-334455667788"

    let nvram: NVRAM
    let pc: SimulatedPC
    let engine: ManagementEngine
    let administrator = Caller(user: "admin", interface: .network(address: "192.0.2.1"), isEncrypted: false)

    /// - Parameter other: a PC that the engine has in the place of the one made of state.
    init(nvram: NVRAM? = nil, features: BoardFeatures = .all, pc other: (any VirtualPC)? = nil) async throws {
        let hardware = HardwareInventory.standard(
            name: "pc1",
            uuid: Self.uuid,
            cores: 2,
            memoryMiB: 1024,
            diskBytes: 1 << 30,
            mac: "52:54:00:77:00:01"
        )
        let store = if let nvram { nvram } else { try NVRAM(path: ":memory:") }
        self.nvram = store
        pc = SimulatedPC(hardware: hardware, features: features)
        engine = try await ManagementEngine(
            identity: Identity(name: "pc1", uuid: Self.uuid, address: "127.0.0.1"),
            nvram: store,
            pc: other ?? pc,
            administrator: ("admin", { Self.password })
        )
    }

    /// What becomes of a login with this password.
    func login(
        _ user: String,
        password: String,
        from interface: Caller.Interface = .network(address: "192.0.2.1")
    ) async throws -> Admission {
        var client = DigestClient(user: user, password: password)
        _ = client.take(untrustedChallenge: await engine.challenge())
        let header = client.answer(method: "POST", uri: "/wsman", cnonce: "abcdef")
        return await engine.admit(header, method: "POST", uri: "/wsman", from: interface, isEncrypted: false)
    }

    /// The answer to a request about a class.
    func ask(
        _ action: String,
        _ name: ClassName,
        selectors: [String: String] = [:],
        body: String = "",
        by caller: Caller? = nil
    ) async -> String {
        let set = selectors.map { "<w:Selector Name=\"\($0.key)\">\($0.value)</w:Selector>" }.joined()
        let envelope = """
            <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
            xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
            xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"><s:Header><a:Action>\(action)</a:Action>\
            <a:To>/wsman</a:To><w:ResourceURI>\(name.resourceURI)</w:ResourceURI><a:MessageID>7</a:MessageID>\
            <w:SelectorSet>\(set)</w:SelectorSet></s:Header><s:Body>\(body)</s:Body></s:Envelope>
            """
        let answer = await engine.answer(Array(envelope.utf8), for: caller ?? administrator)
        return String(decoding: answer.envelope, as: UTF8.self)
    }

    func get(_ name: ClassName, by caller: Caller? = nil) async -> String {
        await ask("http://schemas.xmlsoap.org/ws/2004/09/transfer/Get", name, by: caller)
    }

    func enumerate(_ name: ClassName, by caller: Caller? = nil) async -> String {
        let body = "<Enumerate xmlns=\"http://schemas.xmlsoap.org/ws/2004/09/enumeration\"/>"
        return await ask("http://schemas.xmlsoap.org/ws/2004/09/enumeration/Enumerate", name, body: body, by: caller)
    }

    /// All instances of a class, as an enumeration lists them.
    func everything(_ name: ClassName) async -> String {
        let context = text("EnumerationContext", in: await enumerate(name)) ?? ""
        let body = """
            <Pull xmlns="http://schemas.xmlsoap.org/ws/2004/09/enumeration"><EnumerationContext>\(context)\
            </EnumerationContext><MaxElements>999</MaxElements></Pull>
            """
        return await ask("http://schemas.xmlsoap.org/ws/2004/09/enumeration/Pull", name, body: body)
    }

    /// Calls a method; `parameters` are elements without a prefix.
    func invoke(_ name: ClassName, _ method: String, _ parameters: String = "", by caller: Caller? = nil) async
        -> String
    {
        let body = "<\(method)_INPUT xmlns=\"\(name.resourceURI)\">\(parameters)</\(method)_INPUT>"
        return await ask(name.resourceURI + "/" + method, name, body: body, by: caller)
    }

    /// The digest that clients send in the place of a password.
    func digest(_ user: String, _ password: String) async throws -> String {
        let digestRealm = try await nvram.setting("digestRealm", as: String.self) ?? ""
        let secret = Array(HTTPDigest.secret(user: user, digestRealm: digestRealm, password: password).utf8)
        let bytes = stride(from: 0, to: 32, by: 2).compactMap { place in
            UInt8(String(decoding: secret[place..<place + 2], as: UTF8.self), radix: 16)
        }
        return Data(bytes).base64EncodedString()
    }

    /// Makes an account, and is it from then on.
    func caller(_ user: String, realms: AMT.Realm..., side: UInt32 = 2) async throws -> Caller {
        let elements = try await entry(user, realms: realms.map(\.rawValue), side: side)
        _ = await invoke("AMT_AuthorizationService", "AddUserAclEntryEx", elements)
        return Caller(user: user, interface: .network(address: "192.0.2.2"), isEncrypted: false)
    }

    /// The elements that describe an account.
    func entry(_ user: String, password: String = password, realms: [UInt32], side: UInt32 = 2) async throws -> String {
        "<DigestUsername>\(user)</DigestUsername><DigestPassword>\(try await digest(user, password))</DigestPassword>"
            + "<AccessPermission>\(side)</AccessPermission>" + realms.map { "<Realms>\($0)</Realms>" }.joined()
    }
}

/// The text of the first element of that name.
func text(_ name: String, in answer: String) -> String? {
    guard let open = answer.firstRange(of: ":\(name)>") else { return nil }
    return String(answer[open.upperBound...].prefix { $0 != "<" })
}

/// The texts of all elements of that name.
func texts(_ name: String, in answer: String) -> [String] {
    answer.split(separator: ":\(name)>").enumerated().filter { $0.offset % 2 == 1 }
        .map { String($0.element.prefix { $0 != "<" }) }
}
