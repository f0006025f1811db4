import CIMModel
import Testing
import XML

@Suite("CIMValue")
struct CIMValueTests {
    @Test(
        "reads truth in the four forms that there are",
        arguments: [("true", true), (" 1\n", true), ("0", false), ("false", false)]
    )
    func booleans(text: String, value: Bool) {
        #expect(Bool(text: text) == value)
    }

    @Test("refuses numbers beyond their type", arguments: ["-1", "256", "0x1", "1.0", "", "1 2 3 4"])
    func bytes(text: String) {
        #expect(UInt8(text: text) == nil)
    }

    @Test("reads the greatest and the least numbers")
    func bounds() {
        #expect(UInt64(text: "18446744073709551615") == .max)
        #expect(Int64(text: "-9223372036854775808") == .min)
        #expect(UInt64(text: "18446744073709551616") == nil)
    }

    @Test("reads a datetime with and without its element, and writes it with")
    func datetime() {
        let time = DateTime(text: "2024-01-03T00:44:35Z")
        #expect(DateTime(elements: time.elements) == time)
        #expect(DateTime(elements: [XMLElement("T", in: "", text: " 2024-01-03T00:44:35Z\n")]) == time)
        #expect(time.elements[0]["Datetime"]?.namespace == "http://schemas.dmtf.org/wbem/wscim/1/common")
    }

    @Test("reads the selectors of a reference whatever its address, with white space around them")
    func lenientReference() throws {
        let text = """
            <ManagedElement xmlns="n"><Address xmlns="a">default</Address><a:ReferenceParameters xmlns:a="a">
            <w:ResourceURI xmlns:w="w"/><w:SelectorSet xmlns:w="w"><w:Selector w:Name="Name">
            ManagedSystem
            </w:Selector></w:SelectorSet></a:ReferenceParameters></ManagedElement>
            """
        let reference = try Reference<Clock>(elements: [XMLReader.read(text.utf8)])
        #expect(reference?.selectors == ["Name": "ManagedSystem"])
    }

    @Test("writes a reference as firmware does")
    func reference() {
        let element = Reference<Clock>(["Name": "b", "Kind": "a"]).elements[0]
        var writer = XMLWriter()
        writer.element(
            element.renamed("R", in: ""),
            prefixes: [Namespace.addressing: "b", Namespace.management: "c"]
        )
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == "<R><b:Address>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</b:Address>"
                + "<b:ReferenceParameters><c:ResourceURI>http://intel.com/wbem/wscim/1/amt-schema/1/AMT_Clock"
                + "</c:ResourceURI><c:SelectorSet><c:Selector Name=\"Kind\">a</c:Selector>"
                + "<c:Selector Name=\"Name\">b</c:Selector></c:SelectorSet></b:ReferenceParameters></R>"
        )
    }

    @Test(
        "finds the namespace of a class by the schema its name begins with",
        arguments: [
            ("AMT_X", "http://intel.com/wbem/wscim/1/amt-schema/1/AMT_X"),
            ("IPS_X", "http://intel.com/wbem/wscim/1/ips-schema/1/IPS_X"),
            ("CIM_X", "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_X"),
            ("SKS_X", "urn:sekisho:wbem:wscim:1:sks-schema:1:SKS_X"),
        ]
    )
    func namespaces(name: String, uri: String) {
        #expect(ClassName(stringLiteral: name).resourceURI == uri)
    }
}
