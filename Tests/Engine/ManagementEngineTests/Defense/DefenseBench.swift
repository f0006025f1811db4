import FoundationEssentials
import Inventory
import NVRAM
import PacketPolicy
import Simulation

@testable import ObjectManager
@testable import ManagementEngine

/// An engine over a PC made of state, asked as MeshCommander asks for System Defense.
struct DefenseBench {
    static let mac = MACAddress(bits: 0x5254_0077_0001)
    static let amt = "http://intel.com/wbem/wscim/1/amt-schema/1/"
    static let cim = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/"
    private static let transfer = "http://schemas.xmlsoap.org/ws/2004/09/transfer/"
    private static let enumeration = "http://schemas.xmlsoap.org/ws/2004/09/enumeration"
    private static let addressing = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
    private static let management = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"

    let engine: ManagementEngine
    let pc: SimulatedPC
    let nvram: NVRAM
    var caller = Caller(user: "admin", interface: .network(address: "192.0.2.1"), isEncrypted: false)

    /// A new PC, or one whose board remembers.
    init(nvram: NVRAM? = nil) async throws {
        let uuid = "12345678-9abc-def0-1122-334455667788"
        self.nvram = try nvram ?? NVRAM(path: ":memory:")
        pc = SimulatedPC(
            hardware: .standard(
                name: "pc1",
                uuid: uuid,
                cores: 2,
                memoryMiB: 1024,
                diskBytes: 1 << 30,
                mac: Self.mac.description
            )
        )
        engine = try await ManagementEngine(
            identity: Identity(name: "pc1", uuid: uuid, address: "127.0.0.1"),
            nvram: self.nvram,
            pc: pc,
            administrator: ("admin", { "Correct-Horse1" })
        )
    }

    func ask(_ action: String, _ name: String, selectors: String = "", body: String = "") async -> String {
        let set = selectors.isEmpty ? "" : "<w:SelectorSet>\(selectors)</w:SelectorSet>"
        let envelope = """
            <?xml version="1.0" encoding="utf-8"?><Envelope xmlns:a="\(Self.addressing)" xmlns:w="\(Self.management)" \
            xmlns="http://www.w3.org/2003/05/soap-envelope"><Header><a:Action>\(action)</a:Action>\
            <a:To>/wsman</a:To><w:ResourceURI>\(Self.amt)\(name)</w:ResourceURI><a:MessageID>7</a:MessageID>\
            <a:ReplyTo><a:Address>\(Self.addressing)/role/anonymous</a:Address></a:ReplyTo>\(set)</Header>\
            <Body>\(body)</Body></Envelope>
            """
        return String(decoding: await engine.answer(Array(envelope.utf8), for: caller).envelope, as: UTF8.self)
    }

    /// Create, with the blank that MeshCommander leaves in the tag of InstanceID.
    func create(_ name: String, _ properties: String) async -> String {
        let body = "<r:\(name) xmlns:r=\"\(Self.amt)\(name)\">\(properties)</r:\(name)>"
        return await ask(Self.transfer + "Create", name, body: body)
    }

    func delete(_ name: String, _ selectors: String) async -> String {
        await ask(Self.transfer + "Delete", name, selectors: selectors)
    }

    func get(_ name: String) async -> String { await ask(Self.transfer + "Get", name) }

    func put(_ name: String, _ properties: String) async -> String {
        let body = "<r:\(name) xmlns:r=\"\(Self.amt)\(name)\">\(properties)</r:\(name)>"
        return await ask(Self.transfer + "Put", name, body: body)
    }

    func invoke(_ name: String, _ method: String, _ input: String, selectors: String = "") async -> String {
        let body = "<r:\(method)_INPUT xmlns:r=\"\(Self.amt)\(name)\">\(input)</r:\(method)_INPUT>"
        return await ask("\(Self.amt)\(name)/\(method)", name, selectors: selectors, body: body)
    }

    /// Enumerate and Pull.
    func list(_ name: String) async -> String {
        let opened = await ask(
            Self.enumeration + "/Enumerate",
            name,
            body: "<Enumerate xmlns=\"\(Self.enumeration)\"/>"
        )
        let context = opened.split(separator: "EnumerationContext>").dropFirst().first?.split(separator: "<").first
        let body = """
            <Pull xmlns="\(Self.enumeration)"><EnumerationContext>\(context ?? "")</EnumerationContext>\
            <MaxElements>999</MaxElements><MaxCharacters>99999</MaxCharacters></Pull>
            """
        return await ask(Self.enumeration + "/Pull", name, body: body)
    }
}

extension DefenseBench {
    /// An Ethernet filter on what leaves.
    func createEthernetFilter(type: UInt16, profile: Int = 4, event: String = "false", name: String = "f") async
        -> String
    {
        await create(
            "AMT_Hdr8021Filter",
            """
            <r:InstanceID >0</r:InstanceID ><r:Name>\(name)</r:Name><r:CreationClassName>0</r:CreationClassName>\
            <r:SystemName>0</r:SystemName><r:SystemCreationClassName>0</r:SystemCreationClassName>\
            <r:HdrProtocolID8021>\(type)</r:HdrProtocolID8021><r:FilterProfile>\(profile)</r:FilterProfile>\
            <r:FilterDirection>0</r:FilterDirection><r:ActionEventOnMatch>\(event)</r:ActionEventOnMatch>
            """
        )
    }

    func createIPFilter(_ properties: String, profile: Int = 4) async -> String {
        await create(
            "AMT_IPHeadersFilter",
            """
            <r:InstanceID >0</r:InstanceID ><r:Name>ip</r:Name><r:CreationClassName>0</r:CreationClassName>\
            <r:SystemName>0</r:SystemName><r:SystemCreationClassName>0</r:SystemCreationClassName>\(properties)\
            <r:FilterProfile>\(profile)</r:FilterProfile><r:FilterDirection>0</r:FilterDirection>\
            <r:ActionEventOnMatch>1</r:ActionEventOnMatch>
            """
        )
    }

    func createPolicy(_ name: String, precedence: Int = 1, filters: [Int], txDrop: Bool = false) async -> String {
        let handles = filters.map { "<r:FilterCreationHandles>\($0)</r:FilterCreationHandles>" }.joined()
        return await create(
            "AMT_SystemDefensePolicy",
            """
            <r:InstanceID>0</r:InstanceID><r:PolicyName>\(name)</r:PolicyName>\
            <r:PolicyPrecedence>\(precedence)</r:PolicyPrecedence><r:AntiSpoofingSupport>0</r:AntiSpoofingSupport>\
            \(handles)<r:TxDefaultDrop>\(txDrop)</r:TxDefaultDrop><r:TxDefaultMatchEvent>false</r:TxDefaultMatchEvent>\
            <r:TxDefaultCount>false</r:TxDefaultCount><r:RxDefaultDrop>false</r:RxDefaultDrop>\
            <r:RxDefaultMatchEvent>false</r:RxDefaultMatchEvent><r:RxDefaultCount>false</r:RxDefaultCount>
            """
        )
    }

    /// Enables a policy for whom the class stands for.
    func choose(_ policy: Int, for name: String = "AMT_NetworkPortSystemDefensePolicy") async -> String {
        await create(
            name,
            """
            <r:Antecedent><Address xmlns="\(Self.addressing)">\(Self.addressing)</Address>\
            <ReferenceParameters xmlns="\(Self.addressing)"><ResourceURI xmlns="\(Self.management)">\(Self.cim)CIM_EthernetPort\
            </ResourceURI><SelectorSet xmlns="\(Self.management)"><Selector Name="DeviceID">Intel(r) AMT Ethernet Port 0\
            </Selector></SelectorSet></ReferenceParameters></r:Antecedent><r:Dependent>\
            <Address xmlns="\(Self.addressing)">\(Self.addressing)</Address><ReferenceParameters xmlns="\(Self.addressing)">\
            <ResourceURI xmlns="\(Self.management)">\(Self.amt)AMT_SystemDefensePolicy</ResourceURI>\
            <SelectorSet xmlns="\(Self.management)"><Selector Name="InstanceID">Intel(r) AMT:Policy \(policy)</Selector>\
            </SelectorSet></ReferenceParameters></r:Dependent>
            """
        )
    }

    /// Disables a policy, choosing the link by references within selectors.
    func leave(_ policy: Int, _ name: String = "AMT_NetworkPortSystemDefensePolicy") async -> String {
        func reference(_ resource: String, _ selectors: String) -> String {
            """
            <a:EndpointReference><a:Address>\(Self.addressing)</a:Address><a:ReferenceParameters>\
            <w:ResourceURI>\(resource)</w:ResourceURI><w:SelectorSet>\(selectors)</w:SelectorSet>\
            </a:ReferenceParameters></a:EndpointReference>
            """
        }
        let port = """
            <w:Selector Name="CreationClassName">CIM_EthernetPort</w:Selector>\
            <w:Selector Name="DeviceID">Intel(r) AMT Ethernet Port 0</w:Selector>
            """
        let id = "<w:Selector Name=\"InstanceID\">Intel(r) AMT:Policy \(policy)</w:Selector>"
        return await delete(
            name,
            "<w:Selector Name=\"Antecedent\">\(reference(Self.cim + "CIM_EthernetPort", port))</w:Selector>"
                + "<w:Selector Name=\"Dependent\">\(reference(Self.amt + "AMT_SystemDefensePolicy", id))</w:Selector>"
        )
    }

    func updateStatistics(_ policy: Int, reset: Bool = false) async -> String {
        let port = """
            <r:NetworkInterface><a:Address></a:Address><a:ReferenceParameters><w:ResourceURI></w:ResourceURI>\
            <w:SelectorSet><w:Selector Name="DeviceID">Intel(r) AMT Ethernet Port 0</w:Selector></w:SelectorSet>\
            </a:ReferenceParameters></r:NetworkInterface><r:ResetOnRead>\(reset)</r:ResetOnRead>
            """
        return await invoke("AMT_SystemDefensePolicy", "UpdateStatistics", port, selectors: Self.policy(policy))
    }

    static func policy(_ handle: Int) -> String {
        "<w:Selector Name=\"InstanceID\">Intel(r) AMT:Policy \(handle)</w:Selector>"
    }

    /// An ARP question of the user OS.
    static let arp = Packet(
        direction: .fromUserOS,
        source: mac,
        etherType: .arp,
        content: .arp(
            ARPMessage(operation: 1, senderHardware: mac, sender: .ipv4(10, 0, 0, 2), target: .ipv4(10, 0, 0, 1))
        )
    )

    /// The first segment of a connection of the user OS.
    static func attempt(_ port: UInt16, to host: UInt8 = 1) -> Packet {
        let header = IPHeader(
            source: .ipv4(10, 0, 0, 2),
            destination: .ipv4(10, 0, 0, host),
            transport: .tcp,
            ports: .init(source: 40_000, destination: port),
            flags: .syn
        )
        return Packet(direction: .fromUserOS, source: mac, etherType: .ipv4, content: .ip(header))
    }
}
