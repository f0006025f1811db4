import AMTSchema
import CIMModel
import Testing
import WSMan
import XML

@testable import ObjectManager
@testable import ManagementEngine

/// A provider of fixed instances.
private struct Fixed<Class: CIMClass>: Provider {
    let all: [Instance<Class>]

    func instances() -> [Instance<Class>] { all }

    func delete(_ current: Instance<Class>, by caller: Caller) throws { throw WSManFault.concurrency }
}

/// An association of the tests.
private struct Link: CIMClass {
    typealias Status = PTStatus
    static let className: ClassName = "CIM_ConcreteDependency"

    let antecedent = Property<Reference<CIM.ComputerSystem>>("Antecedent", .key)
    let dependent = Property<Reference<CIM.ComputerSystem>>("Dependent", .key)
}

@Suite("The dispatcher")
struct DispatcherTests {
    private static let dispatcher = Dispatcher([
        AnyProvider(Fixed(all: ["m0", "m1"].map { tag in Instance<CIM.PhysicalMemory> { $0.tag = tag } })),
        AnyProvider(Fixed(all: [Instance<CIM.Chip> { $0.tag = "chip" }])),
        AnyProvider(Fixed(all: [Instance<CIM.Card> { $0.tag = "card" }])),
        AnyProvider(Fixed(all: [Instance<CIM.Chassis> { $0.tag = "chassis" }])),
        AnyProvider(
            Fixed(
                all: ["a", "b"].map { name in
                    Instance<Link> {
                        $0.antecedent = Reference(["Name": name])
                        $0.dependent = Reference(["Name": "same"])
                    }
                }
            )
        ),
    ])

    static func uri(_ name: ClassName) -> String { name.resourceURI }

    @Test(
        "lists under a base class the instances of all classes derived from it, in the order in which they are served",
        arguments: [
            ("CIM_Chip", ["m0", "m1", "chip"]), ("CIM_PhysicalPackage", ["card", "chassis"]),
            ("CIM_PhysicalElement", ["m0", "m1", "chip", "card", "chassis"]), ("CIM_PhysicalMemory", ["m0", "m1"]),
            ("CIM_Fan", []),
        ] as [(ClassName, [String])]
    )
    func polymorphic(name: ClassName, tags: [String]) async throws {
        let found = try await Self.dispatcher.enumerate(Self.uri(name), EnumerationRequest())
        #expect(found.map { $0["Tag"]?.text } == tags)
    }

    @Test("lists the class alone when asked to")
    func exact() async throws {
        let wanted = EnumerationRequest(excludesDerived: true)
        #expect(try await Self.dispatcher.enumerate(Self.uri("CIM_Chip"), wanted).count == 1)
        #expect(try await Self.dispatcher.enumerate(Self.uri("CIM_PhysicalElement"), wanted).isEmpty)
    }

    @Test("knows no class that is not of the schema")
    func unknown() async throws {
        await #expect(throws: WSManFault.destinationUnreachable) {
            try await Self.dispatcher.enumerate(Self.uri("CIM_Unheard"), EnumerationRequest())
        }
    }

    @Test("gets through a base class the one instance that is meant")
    func get() async throws {
        let base = Self.uri("CIM_PhysicalElement")
        let found = try await Self.dispatcher.get(base, Selectors(["Tag": "m1"]))
        #expect(found.name == "CIM_PhysicalMemory")
        await #expect(throws: WSManFault.invalidSelectors) { try await Self.dispatcher.get(base, Selectors()) }
        await #expect(throws: WSManFault.destinationUnreachable) {
            try await Self.dispatcher.get(base, Selectors(["Tag": "other"]))
        }
        await #expect(throws: WSManFault.invalidSelectors) {
            try await Self.dispatcher.get(base, Selectors(["Colour": "red"]))
        }
    }

    @Test("chooses an association by the references in it, to read, to filter and to delete")
    func associations() async throws {
        let resource = Self.uri("CIM_ConcreteDependency")
        let wanted = EndpointReference(resourceURI: "", keys: ["Name": "b"])
        let selectors = Selectors(keys: ["Antecedent": .reference(wanted)])
        let found = try await Self.dispatcher.get(resource, selectors)
        #expect(try Instance<Link>(found).antecedent?.selectors == ["Name": "b"])
        #expect(try await Self.dispatcher.enumerate(resource, EnumerationRequest(filter: selectors)) == [found])
        await #expect(throws: WSManFault.concurrency) {
            try await Self.dispatcher.delete(resource, selectors, by: .administrator)
        }
    }

    @Test("refers to an association by references, with which it is found again")
    func references() async throws {
        let resource = Self.uri("CIM_ConcreteDependency")
        let items = try await Self.dispatcher.enumerate(resource, EnumerationRequest(mode: .references))
        for item in items {
            let reference = try #require(EndpointReference(untrusted: item))
            #expect(reference.resourceURI == resource)
            #expect(Set(reference.keys.keys) == ["Antecedent", "Dependent"])
            let found = try await Self.dispatcher.get(resource, Selectors(keys: reference.keys))
            #expect(KeyValue(property: try #require(found["Antecedent"])) == reference.keys["Antecedent"])
        }
        #expect(items.count == 2)
    }
}
