import Testing
import TestSupport
@testable import XML

@Suite("XMLReader")
struct XMLReaderTests {
    static func read(_ text: String, _ limits: XMLLimits = XMLLimits()) throws -> XMLElement {
        try XMLReader.read(text.utf8, limits: limits)
    }

    @Test("resolves prefixes, default namespaces and declarations inside")
    func namespaces() throws {
        let root = try Self.read(
            #"<a:r xmlns:a="one"><b xmlns="two"><c/><a:d xmlns:a="three"/></b><a:e/><f/></a:r>"#
        )
        let all = [root] + root.children + (root["b"]?.children ?? [])
        #expect(all.map { "\($0.namespace)|\($0.name)" } == ["one|r", "two|b", "one|e", "|f", "two|c", "three|d"])
    }

    @Test("knows attributes by their local name")
    func attributes() throws {
        let root = try Self.read(#"<w:S xmlns:w="u" w:Name='it"s' other = "1"/>"#)
        #expect(root.attributes == ["Name": "it\"s", "other": "1"])
    }

    @Test("leaves out comments, the declaration and white space between elements")
    func misc() throws {
        let root = try Self.read(
            "\u{FEFF}<?xml version= \"1.0\"?> <!-- x --> <a>\n <b/> <!-- <c/> -->\n</a> <!-- y -->\n"
        )
        #expect(root == XMLElement("a", in: "", children: [XMLElement("b", in: "")]))
    }

    @Test(
        "resolves the five entities, numbered characters and CDATA",
        arguments: [
            ("&lt;&gt;&amp;&quot;&apos;", "<>&\"'"), ("&#65;&#x42;&#x1F600;", "AB😀"),
            ("<![CDATA[<b>&amp;]]>.", "<b>&amp;."), (" two  words ", " two  words "), ("é漢", "é漢"),
        ]
    )
    func text(markup: String, text: String) throws {
        #expect(try Self.read("<a>\(markup)</a>").text == text)
    }

    @Test(
        "refuses what is not well formed or not accepted here",
        arguments: [
            "", " ", "text", "<a", "<a>", "<a></b>", "<a></a", "<a/><b/>", "<a/>text", "</a>", "<1/>", "<a b/>",
            "<a b=1/>", "<a b=\"<\"/>", "<a b=\"1\" b=\"2\"/>", "<x:a/>", "<a x:b=\"1\"/>", "<a>&nbsp;</a>", "<a>&</a>",
            "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&#+65;</a>", "<a>&#x110000;</a>", "<a>\u{1}</a>", "<a b=\"\u{0}\"/>",
            "<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "<a><!ELEMENT a></a>", "<a><?php ?></a>",
            "<a><!-- </a>", "<a><![CDATA[ </a>", "<a:b:c xmlns:a=\"1\"/>", "<a xmlns:b=\"1\" xmlns:b=\"2\"/>",
        ]
    )
    func refusals(document: String) {
        #expect(throws: XMLError.self) { try Self.read(document) }
    }

    @Test(
        "refuses what is not UTF-8",
        arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF5, 0x80, 0x80, 0x80]] as [[UInt8]]
    )
    func badUTF8(bytes: [UInt8]) {
        let around = [Array("<a>".utf8) + bytes + Array("</a>".utf8), Array("<a b='".utf8) + bytes + Array("'/>".utf8)]
        for document in around { #expect(throws: XMLError.self) { try XMLReader.read(document) } }
    }

    @Test("takes just as much as its limits allow")
    func limits() throws {
        let limits = XMLLimits(bytes: 60, depth: 3, elements: 4, attributes: 2)
        let within = ["<a><b><c/></b></a>", "<a><b/><b/><b/></a>", "<a x='1' xmlns:y='2'/>"]
        for document in within { _ = try Self.read(document, limits) }
        let beyond = [
            "<a><b><c><d/></c></b></a>", "<a><b/><b/><b/><b/></a>", "<a x='1' y='2' xmlns:z='3'/>",
            "<a>" + String(repeating: "x", count: 54) + "</a>",
        ]
        for document in beyond { #expect(throws: XMLError.self) { try Self.read(document, limits) } }
    }

    @Test("takes as many declarations in force at one place as its limits allow, and any number after one another")
    func declarations() throws {
        let limits = XMLLimits(declarations: 2)
        _ = try Self.read("<a xmlns:x='1'><b xmlns:y='2'/><b xmlns:y='3'/><b xmlns:z='4'/></a>", limits)
        #expect(throws: XMLError(problem: "too many namespace declarations", offset: 41)) {
            try Self.read("<a xmlns:x='1' xmlns:y='2'><b xmlns:z='3'/></a>", limits)
        }
    }

    @Test("tells where the problem is")
    func place() {
        #expect(throws: XMLError(problem: "name expected", offset: 5)) {
            try XMLReader.read(Array("<a>x".utf8) + [0x3C])
        }
    }

    @Test("refuses every beginning of a document, and every damage to it without harm")
    func damage() throws {
        let whole = Array(
            #"<?xml version="1.0"?><!--c--><e:E xmlns:e="n" q='&#x41;'><h xmlns="m">&amp;é<![CDATA[]]]]></h><e:b/></e:E>"#
                .utf8
        )
        _ = try XMLReader.read(whole)
        for end in whole.indices {
            #expect(throws: XMLError.self) { try XMLReader.read(whole[..<end]) }
            for byte in [0, 0x20, 0x22, 0x26, 0x27, 0x2F, 0x3B, 0x3C, 0x3E, 0x80, 0xFF] as [UInt8] {
                var damaged = whole
                damaged[end] = byte
                _ = try? XMLReader.read(damaged)
                damaged.remove(at: end)
                _ = try? XMLReader.read(damaged)
            }
        }
    }

    @Test("refuses every beginning of a recorded answer", .enabled(if: Recorded.isAvailable))
    func truncatedRecording() throws {
        let whole = try Recorded.bytes("go-wsman-messages/faults/fault-0.xml")
        #expect(try XMLReader.read(whole)["Body"]?["Fault"]?["Detail"] != nil)
        for end in whole.indices { #expect(throws: XMLError.self) { try XMLReader.read(whole[..<end]) } }
    }
}
