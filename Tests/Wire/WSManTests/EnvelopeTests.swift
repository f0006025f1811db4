import Testing
import TestSupport
import WSMan
import XML

@Suite("Envelope")
struct EnvelopeTests {
    /// A request for a resource with a message identifier.
    static func request(_ resourceURI: String, messageID: String) throws -> WSManRequest {
        let text = """
            <Envelope xmlns="\(WSManURI.soap)"><Header><Action>\(WSManURI.transfer)/Get</Action>
            <ResourceURI>\(resourceURI)</ResourceURI><MessageID>\(messageID)</MessageID></Header><Body/></Envelope>
            """
        return try WSManRequest(untrusted: Array(text.utf8))
    }

    static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test("writes the recorded fault byte for byte", .enabled(if: Recorded.isAvailable))
    func recordedFault() throws {
        let fault = WSManFault.destinationUnreachable.relating(to: "0")
        #expect(try Envelope.fault(fault, number: 0x61) == Recorded.bytes("go-wsman-messages/faults/fault-0.xml"))
    }

    @Test("tells whose fault it is and what is wrong, with all marks escaped")
    func fault() throws {
        let fault = WSManFault.internalError.with(detail: "AMT-STATUS <1>").relating(to: "a&b")
        let envelope = try XMLReader.read(Envelope.fault(fault, number: .max))
        #expect(envelope["Header"]?["RelatesTo"]?.text == "a&b")
        #expect(envelope["Header"]?["MessageID"]?.text == "uuid:00000000-8086-8086-8086-0000FFFFFFFF")
        let body = envelope["Body"]?["Fault"]
        #expect(body?["Code"]?["Value"]?.text == "a:Receiver")
        #expect(body?["Code"]?["Subcode"]?["Value"]?.text == "e:InternalError")
        #expect(body?["Reason"]?["Text"]?.attributes == ["lang": "en-US"])
        #expect(body?["Detail"]?.text == "AMT-STATUS <1>")
    }

    @Test(
        "writes the recorded answers byte for byte",
        .enabled(if: Recorded.isAvailable),
        arguments: [
            ("mps/http/full-200-cimComputerPackageResponse.http", "1", 1),
            ("mps/http/full-200-cimCardResponse.http", "2", 3),
        ]
    )
    func recordedAnswer(name: String, relatesTo: String, number: UInt32) throws {
        let recorded = try Chunks.joined(Recorded.bytes(name))
        let envelope = try XMLReader.read(recorded)
        let body = try #require(envelope["Body"]?.children.first)
        let answer = Envelope.response(
            to: try Self.request(body.namespace, messageID: relatesTo),
            action: WSManURI.transfer + "/GetResponse",
            body: body,
            number: number,
            dated: ["http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Card"]
        )
        #expect(Self.text(answer) == Self.text(recorded))
    }

    @Test("calls the instances inside a Pull h")
    func pull() throws {
        let namespace = "http://intel.com/wbem/wscim/1/amt-schema/1/AMT_GeneralSettings"
        let answer = Envelope.response(
            to: try Self.request(namespace, messageID: "9"),
            action: WSManURI.enumeration + "/PullResponse",
            body: EnumerationAnswers.pull([XMLElement("AMT_GeneralSettings", in: namespace)], context: nil),
            number: 0x7E
        )
        #expect(
            Self.text(answer).hasSuffix(
                "<a:Body><g:PullResponse><g:Items><h:AMT_GeneralSettings></h:AMT_GeneralSettings></g:Items>"
                    + "<g:EndOfSequence></g:EndOfSequence></g:PullResponse></a:Body></a:Envelope>"
            )
        )
        #expect(Self.text(answer).contains(" xmlns:h=\"\(namespace)\""))
    }

    @Test("leaves the body empty where there is nothing to say")
    func empty() throws {
        let request = try Self.request("urn:x", messageID: "1")
        let answer = Envelope.response(to: request, action: "urn:done", body: nil, number: 1)
        #expect(
            Self.text(answer).hasSuffix("<c:ResourceURI>urn:x</c:ResourceURI></a:Header><a:Body></a:Body></a:Envelope>")
        )
    }

    @Test("writes a body of more namespaces than there are letters so that it reads back the same")
    func manyNamespaces() throws {
        let items = (0..<40).map { XMLElement("I", in: "urn:\($0)", text: "\($0)") }
        let body = XMLElement("All", in: "urn:all", children: items)
        let request = try Self.request("urn:all", messageID: "1")
        let answer = Envelope.response(to: request, action: "urn:done", body: body, number: 1)
        #expect(try XMLReader.read(answer)["Body"]?.children == [body])
    }

    @Test("identifies the engine")
    func identity() throws {
        let identity = try XMLReader.read(Envelope.identity(vendor: "V & Co", version: "1.2"))["Body"]?[
            "IdentifyResponse"
        ]
        #expect(identity?.namespace == WSManURI.identity)
        #expect(identity?["ProtocolVersion"]?.text == WSManURI.management)
        #expect(identity?["ProductVendor"]?.text == "V & Co")
        #expect(identity?["ProductVersion"]?.text == "1.2")
    }
}
