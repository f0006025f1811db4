@testable import AMTClient
import Testing
import WSMan
import XML

@Suite("RequestEnvelope")
struct RequestEnvelopeTests {
    @Test("is written as common consoles write it")
    func text() {
        let envelope = RequestEnvelope(
            body: XMLElement("Do_INPUT", in: "urn:x", children: [XMLElement("A", in: "urn:x", text: "<")]),
            action: "urn:x/Do",
            resourceURI: "urn:x",
            selectors: ["Name": "a&b"],
            messageID: "7"
        )
        #expect(
            String(decoding: envelope.bytes, as: UTF8.self) == """
                <?xml version="1.0" encoding="utf-8"?><Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
                xmlns:xsd="http://www.w3.org/2001/XMLSchema" \
                xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
                xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd" xmlns:h="urn:x" \
                xmlns="http://www.w3.org/2003/05/soap-envelope"><Header><a:Action>urn:x/Do</a:Action><a:To>/wsman</a:To>\
                <w:ResourceURI>urn:x</w:ResourceURI><a:MessageID>7</a:MessageID><a:ReplyTo>\
                <a:Address>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:Address></a:ReplyTo>\
                <w:OperationTimeout>PT60S</w:OperationTimeout><w:SelectorSet><w:Selector Name="Name">a&amp;b</w:Selector>\
                </w:SelectorSet></Header><Body><h:Do_INPUT><h:A>&lt;</h:A></h:Do_INPUT></Body></Envelope>
                """
        )
    }

    @Test(
        "is read by an engine as it was meant",
        arguments: [.get, .put, .enumerate, .pull, .invoke("Do")] as [WSManOperation]
    )
    func engineReads(operation: WSManOperation) throws {
        let body =
            operation == .get ? nil : XMLElement("B", in: "urn:b", children: [XMLElement("C", in: "urn:c", text: "1")])
        let envelope = RequestEnvelope(
            body: body,
            action: operation.action(on: "urn:x"),
            resourceURI: "urn:x",
            selectors: ["Name": "a", "Tag": "<\"b\">"],
            messageID: RequestEnvelope.randomMessageID()
        )
        let request = try WSManRequest(untrusted: envelope.bytes)
        #expect(request.operation == operation)
        #expect(request.resourceURI == "urn:x")
        #expect(request.selectors == Selectors(["Name": "a", "Tag": "<\"b\">"]))
        #expect(request.messageID == envelope.messageID)
        #expect(request.body == body)
    }

    @Test("has an identifier of its own each time")
    func identifiers() {
        let identifiers = (0..<100).map { _ in RequestEnvelope.randomMessageID() }
        #expect(Set(identifiers).count == 100)
        #expect(identifiers.allSatisfy { $0.count == 41 && $0.hasPrefix("uuid:") })
    }
}
