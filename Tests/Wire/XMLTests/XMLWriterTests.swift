import Testing
import TestSupport
import XML

@Suite("XMLWriter")
struct XMLWriterTests {
    static func write(_ element: XMLElement, _ prefixes: [String: String] = [:]) -> String {
        var writer = XMLWriter()
        writer.element(element, prefixes: prefixes)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test("uses the prefixes it is given, and declares other namespaces where they stand")
    func prefixes() {
        let tree = XMLElement(
            "a",
            in: "one",
            children: [XMLElement("b", in: "two", text: "x"), XMLElement("c", in: "one")]
        )
        #expect(Self.write(tree, ["one": "g"]) == #"<g:a><b xmlns="two">x</b><g:c></g:c></g:a>"#)
    }

    @Test("escapes what would be markup and leaves out what XML cannot carry")
    func escapes() {
        let element = XMLElement("a", in: "", attributes: ["b": "\"<"], text: "<&>\r\u{0}\u{B}")
        #expect(Self.write(element) == #"<a b="&quot;&lt;">&lt;&amp;&gt;&#13;</a>"#)
    }

    @Test(
        "writes text that reads back the same",
        arguments: ["", "]]>", "<!--", "&amp;", "'\"", "line\nline\ttab\r", "é漢😀", "  x "]
    )
    func roundTrip(text: String) throws {
        let tree = XMLElement("a", in: "n", attributes: ["t": text.filter { !$0.isNewline }], text: text)
        #expect(try XMLReader.read(Self.write(tree).utf8) == tree)
    }

    @Test(
        "writes every recorded answer so that it reads back the same",
        .enabled(if: Recorded.isAvailable),
        arguments: Recorded.names(endingIn: ".xml").filter { !$0.contains("amt/asset") }
    )
    func recordings(name: String) throws {
        let read = try XMLReader.read(Recorded.bytes(name))
        #expect(read.name == "Envelope")
        #expect(try XMLReader.read(Self.write(read).utf8) == read)
    }
}
