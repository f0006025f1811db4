import PublicKeyManagement
import ObjectManager
import AMTClient
import Inventory
import ManagementEngine
import NVRAM
import Simulation
import WSMan
import XML

/// Reaches an engine without a network in between.
struct DirectTransport: Transport {
    let engine: ManagementEngine

    func send(
        body: XMLElement?,
        action: String,
        to resourceURI: String,
        selectors: [String: String]
    ) async throws -> XMLElement? {
        let prefixes = [
            WSManURI.soap: "s", WSManURI.addressing: "a", WSManURI.management: "w", WSManURI.enumeration: "n",
            resourceURI: "h",
        ]
        var writer = XMLWriter()
        writer.markup("<s:Envelope")
        for (namespace, prefix) in prefixes { writer.markup(" xmlns:\(prefix)=\"\(namespace)\"") }
        writer.markup("><s:Header>")
        writer.leaf("a:Action", action)
        writer.leaf("a:MessageID", "1")
        writer.leaf("w:ResourceURI", resourceURI)
        writer.element(Self.set(selectors), prefixes: prefixes)
        writer.markup("</s:Header><s:Body>")
        if let body { writer.element(body, prefixes: prefixes) }
        writer.markup("</s:Body></s:Envelope>")
        let caller = Caller(user: "admin", interface: .network(address: "127.0.0.1"), isEncrypted: true)
        let (answer, isFault) = await engine.answer(writer.bytes, for: caller)
        let read = try XMLReader.read(answer)
        if isFault { throw Refused(text: String(decoding: answer, as: UTF8.self)) }
        return read["Body"]?.children.first
    }

    private static func set(_ selectors: [String: String]) -> XMLElement {
        let children = selectors.sorted { $0.key < $1.key }.map {
            XMLElement("Selector", in: WSManURI.management, attributes: ["Name": $0.key], text: $0.value)
        }
        return XMLElement("SelectorSet", in: WSManURI.management, children: children)
    }

    /// A fault, as its envelope.
    struct Refused: Error {
        let text: String
    }
}

extension ManagementEngine {
    /// An engine of a simulated PC.
    static func simulated(_ nvram: NVRAM, certificate: SelfSignedIdentity? = nil) async throws -> ManagementEngine {
        let uuid = "12345678-9abc-def0-1122-334455667788"
        let hardware = HardwareInventory.standard(
            name: "pc1",
            uuid: uuid,
            cores: 2,
            memoryMiB: 1024,
            diskBytes: 1 << 30,
            mac: "52:54:00:77:00:01"
        )
        let own = try certificate ?? TestKeys.own.get()
        return try await ManagementEngine(
            identity: Identity(name: "pc1", uuid: uuid, address: "127.0.0.1"),
            nvram: nvram,
            pc: SimulatedPC(hardware: hardware),
            administrator: ("admin", { "Correct-Horse1" }),
            ownCertificate: { own }
        )
    }
}
