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

    @Test("is there for the classes that clients read first")
    func coverage() throws {
        let recorded = try DeclaredClass.all.filter { try !Recordings.instances(of: $0.type.className).isEmpty }
        let first = ["AMT_GeneralSettings", "AMT_SetupAndConfigurationService", "CIM_SoftwareIdentity"]
        #expect(Set(first).isSubset(of: recorded.map(\.testDescription)))
    }

    private static func writtenBack<Class: CIMClass>(_ element: XMLElement, as: Class.Type) throws -> XMLElement {
        try Instance<Class>(element).element
    }
}
