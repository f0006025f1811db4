import CIMModel
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
        let reference = EndpointReference(resourceURI: "urn:i", keys: ["Name": "a"])
        let element = EnumerationAnswers.item(reference)
        #expect(element.name == "EndpointReference")
        #expect(element["ReferenceParameters"]?["SelectorSet"]?["Selector"]?.text == "a")
        #expect(EnumerationAnswers.item(item, reference).children == [item, element])
    }

    @Test("carry the first items already when the request allows it")
    func optimized() {
        let all = EnumerationAnswers.enumerate([item], context: nil)
        #expect(all.children.map(\.name) == ["EnumerationContext", "Items", "EndOfSequence"])
        #expect(all["EnumerationContext"]?.text.isEmpty == true)
        #expect(all["Items"]?.namespace == WSManURI.management)
        let some = EnumerationAnswers.enumerate([item], context: "c")
        #expect(some.children.map(\.name) == ["EnumerationContext", "Items"])
        #expect(some["EnumerationContext"]?.text == "c")
    }
}
