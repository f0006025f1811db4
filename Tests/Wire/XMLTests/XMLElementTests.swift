import Testing
import XML

@Suite("XMLElement")
struct XMLElementTests {
    @Test("gives the first child of a name")
    func child() {
        let element = XMLElement(
            "a",
            in: "",
            children: [XMLElement("b", in: "", text: "1"), XMLElement("b", in: "", text: "2")]
        )
        #expect(element["b"]?.text == "1")
        #expect(element["c"] == nil)
    }

    @Test("trims white space at both ends only", arguments: [("", ""), (" \n", ""), ("\n a b\t", "a b"), ("x", "x")])
    func trims(text: String, trimmed: String) {
        #expect(XMLElement("a", in: "", text: text).trimmedText == trimmed)
    }
}
