import AMTSchema
import CIMModel
import Testing

@Suite("Inheritance")
struct InheritanceTests {
    @Test("leads from a class to all above it, nearest first")
    func ancestors() {
        #expect(
            Inheritance.ancestors(of: "AMT_MessageLog").map(\.description)
                == [
                    "CIM_MessageLog", "CIM_Log", "CIM_EnabledLogicalElement", "CIM_LogicalElement",
                    "CIM_ManagedSystemElement", "CIM_ManagedElement",
                ]
        )
        #expect(Inheritance.ancestors(of: "CIM_ManagedElement").isEmpty)
        #expect(Inheritance.ancestors(of: "SKS_Finding").isEmpty)
    }

    @Test("ends for every class of the schema")
    func ends() {
        #expect(Inheritance.classNames.count == 267)
        for name in Inheritance.classNames {
            let above = Inheritance.ancestors(of: ClassName(stringLiteral: name)).map(\.description)
            #expect(Set(above).isSubset(of: Inheritance.classNames.subtracting([name])))
            #expect(Set(above).count == above.count)
        }
    }

    @Test("hands datetimes down")
    func datetimes() {
        func hasDatetime(_ name: ClassName) -> Bool { Inheritance.resourcesWithDatetime.contains(name.resourceURI) }
        #expect(hasDatetime("CIM_Card") && hasDatetime("AMT_AuditLog"))
        #expect(!hasDatetime("AMT_GeneralSettings") && !hasDatetime("SKS_Finding"))
    }
}
