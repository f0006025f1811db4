import CIMModel
import Testing
import WSMan
import XML

@Suite("Selectors")
struct SelectorsTests {
    let instance = XMLElement(
        "I",
        in: "",
        children: [
            XMLElement("Name", in: "", text: "a"), XMLElement("Tag", in: "", text: "1"),
            XMLElement("Tag", in: "", text: "2"),
        ]
    )

    @Test(
        "choose an instance when each of them is a value of it",
        arguments: [
            ([:], true), (["Name": "a"], true), (["Name": "a", "Tag": "2"], true), (["Name": "A"], false),
            (["Name": "a", "Tag": "3"], false), (["Other": ""], false),
        ]
    )
    func match(values: [String: String], matches: Bool) {
        #expect(Selectors(values).match(instance) == matches)
    }

    /// A selector of an association as browser consoles write it, default namespaces and white space included.
    static let nested = """
        <SelectorSet xmlns="\(WSManURI.management)"><Selector Name="ManagedElement">
        <EndpointReference xmlns="\(WSManURI.addressing)"><Address>/wsman</Address><ReferenceParameters>
        <ResourceURI xmlns="\(WSManURI.management)">urn:port</ResourceURI><SelectorSet xmlns="\(WSManURI.management)">
        <Selector Name="DeviceID">
        port 0</Selector></SelectorSet></ReferenceParameters></EndpointReference></Selector>
        <Selector Name="Enabled">true</Selector></SelectorSet>
        """

    static func association(_ keys: [String: KeyValue]) -> XMLElement {
        let port = EndpointReference(resourceURI: "http://long/urn:port", keys: keys)
        return XMLElement(
            "A",
            in: "",
            children: [XMLElement("Enabled", in: "", text: "true"), port.element.renamed("ManagedElement", in: "")]
        )
    }

    @Test(
        "choose an association by the references within them, whatever address and URI these have",
        arguments: [
            (["DeviceID": "port 0", "SystemName": "x"], true), (["DeviceID": "port 1"], false), ([:], false),
        ] as [([String: KeyValue], Bool)]
    )
    func references(keys: [String: KeyValue], matches: Bool) throws {
        let element = try XMLReader.read(Self.nested.utf8)
        let selectors = Selectors(keys: try #require(EndpointReference.keys(untrusted: element.children)))
        #expect(selectors.match(Self.association(keys)) == matches)
    }

    @Test("a CIM namespace among them, or in the references within them, chooses nothing")
    func namespace() throws {
        let named = Self.nested.replacing(
            "<Selector Name=\"",
            with: "<Selector Name=\"__cimnamespace\">root/cimv2</Selector><Selector Name=\""
        )
        let element = try XMLReader.read(named.utf8)
        #expect(element.children.count == 4)
        let keys = try #require(EndpointReference.keys(untrusted: element.children))
        #expect(try keys == EndpointReference.keys(untrusted: XMLReader.read(Self.nested.utf8).children))
        #expect(Selectors(keys: keys).match(Self.association(["DeviceID": "port 0"])))
    }

    @Test("a reference fits no text and a text no reference")
    func kinds() {
        let association = Self.association(["DeviceID": "port 0"])
        #expect(!Selectors(["ManagedElement": ""]).match(association))
        let reference = EndpointReference(resourceURI: "urn:x", keys: ["DeviceID": "port 0"])
        #expect(!Selectors(keys: ["Enabled": .reference(reference)]).match(association))
    }

    @Test("references nested without end are refused")
    func depth() {
        var reference = EndpointReference(resourceURI: "urn:x", keys: ["Name": "a"])
        for _ in 0..<3 { reference = EndpointReference(resourceURI: "urn:x", keys: ["Of": .reference(reference)]) }
        #expect(EndpointReference(untrusted: reference.element) == reference)
        let deeper = EndpointReference(resourceURI: "urn:x", keys: ["Of": .reference(reference)])
        #expect(EndpointReference(untrusted: deeper.element) == nil)
    }
}
