@testable import CIMModel
import Testing
import XML

@Suite("Values")
struct ValuesTests {
    static func field(_ name: String, _ text: String) -> XMLElement { XMLElement(name, in: "n", text: text) }

    @Test("are NULL until they are set")
    func null() {
        let clock = Instance<Clock>()
        #expect(clock.isRunning == nil && clock.alarms == [] && clock.start == nil && clock.owner == nil)
        #expect(clock.element == XMLElement("AMT_Clock", in: Clock.className.resourceURI))
    }

    @Test("go out by name, each in the namespace of the class")
    func order() {
        let clock = Instance<Clock> {
            $0.source = .configured
            $0.alarms = [7, 9]
            $0.isRunning = true
        }
        #expect(clock.elements.map(\.name) == ["Alarms", "Alarms", "IsRunning", "Source"])
        #expect(clock.elements.map(\.text) == ["7", "9", "true", "1"])
        #expect(clock.elements.allSatisfy { $0.namespace == "http://intel.com/wbem/wscim/1/amt-schema/1/AMT_Clock" })
    }

    @Test("give back what they do not know, in its place")
    func unknown() throws {
        let sent = XMLElement(
            "AMT_Clock",
            in: "n",
            children: [
                Self.field("Source", "32"), Self.field("InventedLater", "7"), Self.field("Name", "x"),
            ]
        )
        var clock = try Instance<Clock>(sent)
        #expect(clock.element == sent)
        clock.isRunning = false
        #expect(clock.elements.map(\.name) == ["IsRunning", "Source", "InventedLater", "Name"])
        clock.source = .bios
        #expect(clock.elements.map(\.text) == ["false", "0", "7", "x"])
        #expect(clock.element.namespace == "n")
    }

    @Test("keep a number without a name, which reads as NULL")
    func unnamedNumber() throws {
        let clock = try Instance<Clock>([Self.field("Source", "200")], namespace: "n")
        #expect(clock.source == nil)
        #expect(clock.elements.map(\.text) == ["200"])
    }

    @Test("lose a field that is set to nil")
    func cleared() throws {
        var clock = try Instance<Clock>([Self.field("Alarms", "1"), Self.field("Alarms", "2")], namespace: "n")
        clock.alarms = nil
        #expect(clock.elements.isEmpty)
    }

    @Test(
        "refuse elements that are not of the field's type",
        arguments: [("Source", "soon"), ("Source", "256"), ("Source", ""), ("IsRunning", "yes"), ("Owner", "me")]
    )
    func unreadable(name: String, text: String) {
        #expect(throws: UnreadableField(name: name)) {
            try Instance<Clock>([Self.field(name, text)], namespace: "n")
        }
    }

    @Test("refuse a scalar that comes twice")
    func twice() {
        #expect(throws: UnreadableField(name: "IsRunning")) {
            try Instance<Clock>([Self.field("IsRunning", "true"), Self.field("IsRunning", "true")], namespace: "n")
        }
    }

    @Test("refuse an array with an entry that is not of its type")
    func badEntry() {
        #expect(throws: UnreadableField(name: "Alarms")) {
            try Instance<Clock>([Self.field("Alarms", "1"), Self.field("Alarms", "soon")], namespace: "n")
        }
    }

    @Test("know the fields of the class and of its superclass")
    func fields() {
        #expect(Clock.fields.map(\.name) == ["Name", "Alarms", "IsRunning", "Owner", "Source", "Start"])
        #expect(Clock.fields.filter { $0.qualifiers.contains(.key) }.map(\.name) == ["Name"])
        #expect(Clock.fields.filter { $0.qualifiers.contains(.write) }.map(\.name) == ["Alarms", "Source"])
    }
}
