import Testing
import WSMan
import XML

@Suite("EnumerationAnswers")
struct EnumerationAnswersTests {
    let item = XMLElement("I", in: "urn:i", text: "1")

    @Test("carry the context until the last, which carries the end instead")
    func endOfSequence() {
        let more = EnumerationAnswers.pull([item], context: "c")
        #expect(more.children.map(\.name) == ["EnumerationContext", "Items"])
        let last = EnumerationAnswers.pull([item], context: nil)
        #expect(last.children.map(\.name) == ["Items", "EndOfSequence"])
        #expect(last["Items"]?.children == [item])
    }

    @Test("write references and instances with their references")
    func references() {
        let reference = EnumerationAnswers.reference(resourceURI: "urn:i", keys: ["Name": "a"])
        #expect(reference.name == "EndpointReference")
        #expect(reference["ReferenceParameters"]?["SelectorSet"]?["Selector"]?.text == "a")
        #expect(EnumerationAnswers.item(item, reference).children == [item, reference])
    }
}
