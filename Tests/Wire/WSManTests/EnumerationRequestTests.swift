import Testing
import WSMan
import XML

@Suite("EnumerationRequest")
struct EnumerationRequestTests {
    static func request(_ content: String) throws -> WSManRequest {
        let body = "<e:Enumerate>\(content)</e:Enumerate>"
        return try WSManRequest(untrusted: WSManRequestTests.envelope(header: WSManRequestTests.get, body: body))
    }

    @Test(
        "asks for objects, references or both",
        arguments: [("", EnumerationMode.objects), ("EnumerateEPR", .references), ("EnumerateObjectAndEPR", .both)]
    )
    func modes(text: String, mode: EnumerationMode) throws {
        let request = try Self.request("<w:EnumerationMode>\(text)</w:EnumerationMode>")
        #expect(try request.enumeration().mode == mode)
    }

    @Test("is optimised when it says so")
    func optimized() throws {
        let plain = try Self.request("").enumeration()
        #expect(!plain.isOptimized && plain.maxElements == 1)
        let asked = try Self.request("<w:OptimizeEnumeration/><w:MaxElements>20</w:MaxElements>").enumeration()
        #expect(asked.isOptimized && asked.maxElements == 20)
    }

    @Test("filters by selectors")
    func filter() throws {
        let dialect = "http://schemas.dmtf.org/wbem/wsman/1/wsman/SelectorFilter"
        let request = try Self.request(
            "<w:Filter Dialect='\(dialect)'><w:SelectorSet><w:Selector Name='N'>v</w:Selector></w:SelectorSet></w:Filter>"
        )
        #expect(try request.enumeration().filter == Selectors(["N": "v"]))
    }

    @Test("asks for leaves only, or for what is derived too")
    func polymorphism() throws {
        func mode(_ text: String) -> String { "<b:PolymorphismMode xmlns:b='urn:b'>\(text)</b:PolymorphismMode>" }
        #expect(try !Self.request("").enumeration().excludesDerived)
        #expect(try !Self.request(mode("IncludeSubClassProperties")).enumeration().excludesDerived)
        #expect(try Self.request(mode("None")).enumeration().excludesDerived)
    }

    @Test(
        "is refused when it asks for what is not done here",
        arguments: [
            (
                "<w:EnumerationMode>All</w:EnumerationMode>",
                WSManFault.unsupportedFeature.with(faultDetail: "EnumerationMode")
            ),
            (
                "<e:Filter Dialect='http://www.w3.org/TR/1999/REC-xpath-19991116'>*</e:Filter>",
                .filterDialectUnavailable
            ),
            ("<w:Filter>x</w:Filter>", .filterDialectUnavailable),
            (
                "<w:Filter Dialect='http://schemas.dmtf.org/wbem/wsman/1/wsman/SelectorFilter'>x</w:Filter>",
                .cannotProcessFilter
            ),
            (
                "<b:PolymorphismMode xmlns:b='urn:b'>ExcludeSubClassProperties</b:PolymorphismMode>",
                .polymorphismModeNotSupported
            ),
        ]
    )
    func refused(content: String, fault: WSManFault) throws {
        let request = try Self.request(content)
        #expect(throws: fault) { try request.enumeration() }
    }
}

@Suite("What a header asks of the service")
struct HeaderDemandTests {
    @Test(
        "is refused when it cannot be done",
        arguments: [
            (
                "<w:MaxEnvelopeSize>8191</w:MaxEnvelopeSize>",
                WSManFault.encodingLimit.with(faultDetail: "MinimumEnvelopeLimit")
            ),
            (
                "<w:FragmentTransfer>x</w:FragmentTransfer>",
                .unsupportedFeature.with(faultDetail: "FragmentLevelAccess")
            ),
            ("<w:OptionSet><w:Option Name='x' MustComply='true'>1</w:Option></w:OptionSet>", .invalidOptions),
            ("<w:OperationTimeout>PT0S</w:OperationTimeout>", .timedOut),
            ("<w:SelectorSet><w:Selector>x</w:Selector></w:SelectorSet>", .invalidSelectors),
        ]
    )
    func refused(block: String, fault: WSManFault) {
        let bytes = WSManRequestTests.envelope(header: WSManRequestTests.get + block)
        #expect(throws: fault.relating(to: "7")) { try WSManRequest(untrusted: bytes) }
    }

    @Test("passes when clients only mean well")
    func passes() throws {
        let header =
            WSManRequestTests.get + "<w:MaxEnvelopeSize s:mustUnderstand='true'>153600</w:MaxEnvelopeSize>"
            + "<w:OperationTimeout>PT60.000S</w:OperationTimeout><w:Locale xml:lang='en-US' s:mustUnderstand='false'/>"
            + "<w:OptionSet s:mustUnderstand='true'><w:Option Name='x'>1</w:Option></w:OptionSet>"
        #expect(try WSManRequest(untrusted: WSManRequestTests.envelope(header: header)).envelopeLimit == 153_600)
    }

    @Test(
        "durations are read as XML Schema writes them",
        arguments: [
            ("PT60S", 60_000), ("PT60.000S", 60_000), ("P1DT1H1M1.5S", 90_061_500), ("PT0S", 0), ("60", nil),
            ("P", nil),
            ("PTS", nil), ("PT1", nil), ("PT99999999999S", nil), ("-PT1S", nil), ("PT1.1.1S", nil),
        ] as [(String, Int64?)]
    )
    func durations(text: String, milliseconds: Int64?) {
        #expect(Duration(xml: text) == milliseconds.map { .milliseconds($0) })
    }
}
