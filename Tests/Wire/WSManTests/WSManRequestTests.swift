import Testing
import WSMan
import XML

@Suite("WSManRequest")
struct WSManRequestTests {
    static func envelope(header: String, body: String = "") -> [UInt8] {
        Array(
            """
            <s:Envelope xmlns:s="\(WSManURI.soap)" xmlns:a="\(WSManURI.addressing)" xmlns:w="\(WSManURI.management)" \
            xmlns:e="\(WSManURI.enumeration)"><s:Header>\(header)</s:Header><s:Body>\(body)</s:Body></s:Envelope>
            """.utf8
        )
    }

    static let get =
        "<a:Action>\(WSManURI.transfer)/Get</a:Action><w:ResourceURI>urn:x</w:ResourceURI><a:MessageID>7</a:MessageID>"

    @Test("reads a request as each client writes it", arguments: ClientRequest.all)
    func clients(_ client: ClientRequest) throws {
        let request = try WSManRequest(untrusted: Array(client.text.utf8))
        #expect(request.operation == client.operation)
        #expect(request.resourceURI == client.resourceURI)
        #expect(request.messageID == client.messageID)
        #expect(request.selectors == Selectors(client.selectors))
        #expect(request.body?.name == client.body)
    }

    @Test("takes any beginning of a request for no request", arguments: ClientRequest.all)
    func truncated(_ client: ClientRequest) {
        let whole = Array(client.text.utf8)
        for end in stride(from: 0, to: whole.count, by: 7) {
            #expect(throws: WSManFault.malformedEnvelope) { try WSManRequest(untrusted: Array(whole[..<end])) }
        }
    }

    @Test(
        "refuses what is no envelope of SOAP 1.2",
        arguments: [
            "", "<Envelope/>", "<a:Envelope xmlns:a='http://schemas.xmlsoap.org/soap/envelope/'><a:Body/></a:Envelope>",
            "<a:Envelope xmlns:a='http://www.w3.org/2003/05/soap-envelope'/>",
            "<!DOCTYPE x><a:Envelope xmlns:a='http://www.w3.org/2003/05/soap-envelope'><a:Body/></a:Envelope>",
        ]
    )
    func notSOAP(text: String) {
        #expect(throws: WSManFault.malformedEnvelope) { try WSManRequest(untrusted: Array(text.utf8)) }
    }

    @Test("refuses a request without an action")
    func noAction() {
        let header = "<a:MessageID>7</a:MessageID>"
        #expect(throws: WSManFault.messageInformationHeaderRequired.relating(to: "7")) {
            try WSManRequest(untrusted: Self.envelope(header: header))
        }
    }

    @Test(
        "refuses actions that no resource has",
        arguments: ["urn:y/Method", "urn:x", "urn:x/", "\(WSManURI.transfer)/Got", "Get"]
    )
    func badAction(action: String) {
        let header = "<a:Action>\(action)</a:Action><w:ResourceURI>urn:x</w:ResourceURI><a:MessageID>7</a:MessageID>"
        #expect(throws: WSManFault.actionNotSupported.relating(to: "7")) {
            try WSManRequest(untrusted: Self.envelope(header: header))
        }
    }

    @Test("refuses a header that it must understand and does not")
    func mustUnderstand() throws {
        for (mark, isRefused) in [("true", true), ("1", true), ("false", false), ("0", false)] {
            let bytes = Self.envelope(header: Self.get + "<x:New xmlns:x='urn:n' s:mustUnderstand='\(mark)'/>")
            let request = Result { try WSManRequest(untrusted: bytes) }
            #expect(((try? request.get()) == nil) == isRefused)
        }
    }

    @Test(
        "refuses selectors without names, twice the same, and too many",
        arguments: [
            "<w:Selector>x</w:Selector>", "<w:Chooser Name='a'>x</w:Chooser>",
            "<w:Selector Name='a'>x</w:Selector><w:Selector Name='a'>y</w:Selector>",
            (0..<17).map { "<w:Selector Name='\($0)'>x</w:Selector>" }.joined(),
        ]
    )
    func badSelectors(set: String) {
        let bytes = Self.envelope(header: Self.get + "<w:SelectorSet>\(set)</w:SelectorSet>")
        #expect(throws: WSManFault.invalidSelectors.relating(to: "7")) { try WSManRequest(untrusted: bytes) }
    }

    @Test(
        "brings one item unless it asks for more",
        arguments: [
            ("", 1), ("<e:MaxElements>999</e:MaxElements>", 999), ("<e:MaxElements> 3 </e:MaxElements>", 3),
            ("<e:MaxElements>0</e:MaxElements>", 1), ("<e:MaxElements>-5</e:MaxElements>", 1),
            ("<e:MaxElements>many</e:MaxElements>", 1),
        ]
    )
    func maxElements(element: String, count: Int) throws {
        let pull = "<e:Pull><e:EnumerationContext>\n 1-2\n</e:EnumerationContext>\(element)</e:Pull>"
        let request = try WSManRequest(untrusted: Self.envelope(header: Self.get, body: pull))
        #expect(request.maxElements == count)
        #expect(request.enumerationContext == "1-2")
    }

    @Test(
        "has an action for each operation, by which it is known again",
        arguments: [
            .get, .put, .create, .delete, .enumerate, .pull, .release, .subscribe, .unsubscribe, .renew, .invoke("Do"),
        ] as [WSManOperation]
    )
    func operations(operation: WSManOperation) throws {
        let header = "<a:Action>\(operation.action(on: "urn:x"))</a:Action><w:ResourceURI>urn:x</w:ResourceURI>"
        #expect(try WSManRequest(untrusted: Self.envelope(header: header)).operation == operation)
    }
}
