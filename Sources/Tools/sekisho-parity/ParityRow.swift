import CIMModel
import WSMan
import XML

/// What of one class works.
struct ParityRow {
    /// The best that can be said of a class.
    enum Kind: String {
        /// Something of it changes the PC or the engine.
        case acts
        /// Its instances are read.
        case reads
        /// It is served through the classes that derive from it.
        case base
        /// It is known, and has no instances here.
        case empty
        /// It is not served.
        case refused
    }

    let declared: SchemaClass
    let kind: Kind
    /// How many instances a simulated endpoint has.
    let count: Int
    /// The operations beside reading, and the methods, that are answered.
    let acting: [String]
    /// The methods that are refused.
    let refused: [String]
    /// Why it is refused or empty.
    let remark: String

    init(asking endpoint: Endpoint, about declared: SchemaClass, in schema: [SchemaClass]) async throws {
        self.declared = declared
        let resource = ClassName(stringLiteral: declared.name).resourceURI
        let instances = try await endpoint.instances(of: resource)
        let isBase = declared.isBase(in: schema)
        count = instances?.count ?? 0
        var acting: [String] = []
        var refused: [String] = []
        if instances != nil, !isBase || instances?.first?.name == declared.name {
            for method in declared.methods {
                let input = "<r:\(method)_INPUT xmlns:r=\"\(resource)\"></r:\(method)_INPUT>"
                let acts = try await endpoint.acts(.invoke(method), resource, [:], input)
                if acts { acting.append(method) } else { refused.append(method) }
            }
            acting = try await Self.changes(endpoint, declared, resource, instances?.first) + acting
        }
        self.acting = acting
        self.refused = refused
        kind = Self.kind(instances, isBase: isBase, acts: !acting.isEmpty, declared)
        remark = Reasons.byClass[declared.name] ?? ""
    }

    private static func kind(_ instances: [XMLElement]?, isBase: Bool, acts: Bool, _ declared: SchemaClass) -> Kind {
        guard let instances else { return isBase ? .base : .refused }
        if acts { return .acts }
        if isBase, instances.first?.name != declared.name { return .base }
        return instances.isEmpty ? .empty : .reads
    }

    /// Which of Put, Create and Delete the class takes. Delete comes last: it may succeed.
    private static func changes(
        _ endpoint: Endpoint,
        _ declared: SchemaClass,
        _ resource: String,
        _ instance: XMLElement?
    ) async throws -> [String] {
        var found: [String] = []
        let none = "<r:\(declared.name) xmlns:r=\"\(resource)\"></r:\(declared.name)>"
        if let instance, try await endpoint.acts(.put, resource, keys(instance), written(instance)) {
            found.append("Put")
        }
        if try await endpoint.acts(.create, resource, [:], none) { found.append("Create") }
        if let instance, try await endpoint.acts(.delete, resource, keys(instance), "") { found.append("Delete") }
        return found
    }

    /// Selectors that choose the instance among several.
    private static func keys(_ instance: XMLElement) -> [String: String] {
        let names = ["InstanceID", "DeviceID", "Name"]
        let keys = instance.children.filter { names.contains($0.name) && $0.children.isEmpty }
        return Dictionary(keys.map { ($0.name, $0.text) }) { first, _ in first }
    }

    private static func written(_ instance: XMLElement) -> String {
        var writer = XMLWriter()
        writer.element(instance, prefixes: [instance.namespace: "r"])
        return String(decoding: writer.bytes, as: UTF8.self)
            .replacing(
                "<r:\(instance.name)>",
                with: "<r:\(instance.name) xmlns:r=\"\(instance.namespace)\">",
                maxReplacements: 1
            )
    }
}
