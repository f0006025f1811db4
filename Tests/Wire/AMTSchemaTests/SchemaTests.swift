import AMTSchema
import CIMModel
import Testing

/// A class as an argument of a test.
struct DeclaredClass: CustomTestStringConvertible, Sendable {
    static let all = AMTSchema.allClasses.map { DeclaredClass(type: $0) }

    let type: any CIMClass.Type
    var testDescription: String { type.className.description }
}

@Suite("Every class")
struct SchemaTests {
    @Test("is listed once, by name")
    func list() {
        let names = DeclaredClass.all.map(\.testDescription)
        #expect(names == Set(names).sorted())
    }

    @Test("declares each field once, by name as on the wire", arguments: DeclaredClass.all)
    func fields(declared: DeclaredClass) {
        let names = declared.type.fields.map(\.name)
        #expect(Set(names).count == names.count)
        let inherited = Set(Self.inherited(declared).map(\.name))
        let own = names.filter { !inherited.contains($0) }
        #expect(own == own.sorted())
    }

    /// What a class has of a class above it.
    private static func inherited(_ declared: DeclaredClass) -> [any AnyField] {
        switch declared.type {
        case is any ServiceClass.Type: CIM.Service.fields
        case is any ProvisioningRecordClass.Type: IPS.ProvisioningAuditRecord.fields
        default: []
        }
    }

    @Test("declares a key", arguments: DeclaredClass.all)
    func keys(declared: DeclaredClass) {
        #expect(declared.type.fields.contains { $0.qualifiers.contains(.key) })
    }

    @Test("has a Swift name that follows from its name", arguments: DeclaredClass.all)
    func swiftName(declared: DeclaredClass) {
        let name = String(reflecting: declared.type).split(separator: ".").dropFirst().joined(separator: "_")
        // Swift quotes a name that begins with a digit.
        #expect(name.filter { $0 != "`" } == declared.testDescription)
    }
}
