import Testing
import WSMan
import XML

@Suite("Selectors")
struct SelectorsTests {
    let instance = XMLElement(
        "I",
        in: "",
        children: [
            XMLElement("Name", in: "", text: "a"), XMLElement("Tag", in: "", text: "1"),
            XMLElement("Tag", in: "", text: "2"),
        ]
    )

    @Test(
        "choose an instance when each of them is a value of it",
        arguments: [
            ([:], true), (["Name": "a"], true), (["Name": "a", "Tag": "2"], true), (["Name": "A"], false),
            (["Name": "a", "Tag": "3"], false), (["Other": ""], false),
        ]
    )
    func match(values: [String: String], matches: Bool) {
        #expect(Selectors(values).match(instance) == matches)
    }
}
