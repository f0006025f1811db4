import AMTSchema
import CIMModel
import Testing
import XML

@Suite("A recorded instance", .enabled(if: Recordings.exist))
struct RecordedInstanceTests {
    @Test("reads, and writes back element for element", arguments: DeclaredClass.all)
    func roundTrip(declared: DeclaredClass) throws {
        for instance in try Recordings.instances(of: declared.type.className) {
            #expect(try Self.writtenBack(instance, as: declared.type) == instance)
        }
    }

    @Test("is there for all of the firmware's classes but one")
    func coverage() throws {
        let missing = try DeclaredClass.all.filter { try Recordings.instances(of: $0.type.className).isEmpty }
        let foreign = missing.map(\.testDescription).filter { !$0.hasPrefix("SKS_") }
        #expect(foreign == ["CIM_ComputerSystem"])
    }

    private static func writtenBack<Class: CIMClass>(_ element: XMLElement, as: Class.Type) throws -> XMLElement {
        try Instance<Class>(element).element
    }
}
