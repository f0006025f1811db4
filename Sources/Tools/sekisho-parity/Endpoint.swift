import ObjectManager
import CIMModel
import Inventory
import ManagementEngine
import NVRAM
import Simulation
import WSMan
import XML

/// A simulated endpoint of its own, asked as a client asks.
struct Endpoint {
    private let engine: ManagementEngine
    private let caller = Caller(user: "admin", interface: .network(address: "192.0.2.1"), isEncrypted: true)

    init() async throws {
        let uuid = "12345678-9abc-def0-1122-334455667788"
        let hardware = HardwareInventory.standard(
            name: "pc1",
            uuid: uuid,
            cores: 2,
            memoryMiB: 8192,
            diskBytes: 1 << 38,
            mac: "52:54:00:77:00:01"
        )
        engine = try await ManagementEngine(
            identity: Identity(name: "pc1", uuid: uuid, address: "192.0.2.2"),
            nvram: NVRAM(path: ":memory:"),
            pc: SimulatedPC(hardware: hardware),
            administrator: ("admin", { "Parity-Table1" })
        )
        try await seed()
    }

    /// What became of a request.
    enum Answer {
        /// The class has no such operation.
        case refused
        /// The operation is there, and refuses what it was asked for.
        case denied
        case done
    }

    /// Every instance of a class with the selectors of its reference; nil when the class is not served.
    func instances(of resource: String) async throws -> [(instance: XMLElement, selectors: String)]? {
        let mode =
            "<n:Enumerate xmlns:n=\"\(WSManURI.enumeration)\"><w:EnumerationMode>EnumerateObjectAndEPR"
            + "</w:EnumerationMode></n:Enumerate>"
        let opened = try await body(.enumerate, resource, mode)
        guard let context = opened?["EnumerationContext"]?.text else { return nil }
        let pull =
            "<n:Pull xmlns:n=\"\(WSManURI.enumeration)\"><n:EnumerationContext>\(context)</n:EnumerationContext>"
            + "<n:MaxElements>999</n:MaxElements></n:Pull>"
        let items = try await body(.pull, resource, pull)?["Items"]?.children ?? []
        return items.compactMap { item in
            guard item.children.count == 2 else { return nil }
            let set = item.children[1]["ReferenceParameters"]?["SelectorSet"]
            return (item.children[0], set.map(Self.written) ?? "")
        }
    }

    /// What becomes of a request.
    func answer(
        _ operation: WSManOperation,
        _ resource: String,
        selectors: String = "",
        _ content: String
    ) async throws -> Answer {
        let answer = try await ask(operation, resource, selectors, content)
        guard let fault = answer["Body"]?["Fault"] else {
            let returned = answer.text(under: "ReturnValue") ?? "0"
            return returned == "0" ? .done : Self.unsupported.contains(returned) ? .refused : .denied
        }
        let subcode = fault["Code"]?["Subcode"]?["Value"]?.text ?? ""
        let isUnknown = ["b:ActionNotSupported", "b:DestinationUnreachable", "e:InvalidSelectors"].contains(subcode)
        return isUnknown ? .refused : .denied
    }

    /// What methods return that are there in name only: CIM's word for it, and AMT's.
    private static let unsupported: Set = ["1", "2066"]

    /// An element as text; each one names its namespace itself.
    static func written(_ element: XMLElement) -> String {
        var writer = XMLWriter()
        writer.element(element, prefixes: [:])
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func body(_ operation: WSManOperation, _ resource: String, _ content: String = "") async throws
        -> XMLElement?
    { try await ask(operation, resource, "", content)["Body"]?.children.first }

    private func ask(
        _ operation: WSManOperation,
        _ resource: String,
        _ selectors: String,
        _ content: String
    ) async throws -> XMLElement {
        let envelope =
            "<s:Envelope xmlns:s=\"\(WSManURI.soap)\" xmlns:a=\"\(WSManURI.addressing)\" "
            + "xmlns:w=\"\(WSManURI.management)\"><s:Header><a:Action>\(operation.action(on: resource))</a:Action>"
            + "<a:To>/wsman</a:To><w:ResourceURI>\(resource)</w:ResourceURI><a:MessageID>1</a:MessageID>"
            + "\(selectors)</s:Header><s:Body>\(content)</s:Body></s:Envelope>"
        return try XMLReader.read(await engine.answer(Array(envelope.utf8), for: caller).envelope)
    }
}

extension XMLElement {
    /// The text of the first element of that name, however deep.
    fileprivate func text(under name: String) -> String? {
        if self.name == name { return text }
        for child in children {
            if let found = child.text(under: name) { return found }
        }
        return nil
    }
}
