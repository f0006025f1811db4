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
        let isServedItself = instances?.first.map { $0.instance.name == declared.name } ?? !isBase
        count = instances?.count ?? 0
        var methods: [(name: String, acts: Bool)] = []
        for method in isServedItself ? declared.methods : [] {
            let input = "<r:\(method)_INPUT xmlns:r=\"\(resource)\"></r:\(method)_INPUT>"
            methods.append((method, try await endpoint.acts(.invoke(method), resource, input)))
        }
        let changes = isServedItself ? try await Self.changes(endpoint, declared, resource, instances?.first) : []
        acting = changes + methods.filter(\.acts).map(\.name)
        refused = methods.filter { !$0.acts }.map(\.name)
        if instances == nil {
            kind = isBase ? .base : .refused
        } else if isServedItself {
            kind = !acting.isEmpty ? .acts : count == 0 ? .empty : .reads
        } else {
            kind = .base
        }
        remark = Reasons.byClass[declared.name] ?? ""
    }

    /// Which of Put, Create and Delete the class takes. Delete comes last: it may succeed.
    private static func changes(
        _ endpoint: Endpoint,
        _ declared: SchemaClass,
        _ resource: String,
        _ first: (instance: XMLElement, selectors: String)?
    ) async throws -> [String] {
        var found: [String] = []
        let none = "<r:\(declared.name) xmlns:r=\"\(resource)\"></r:\(declared.name)>"
        if let first {
            let same = Endpoint.written(first.instance)
            if try await endpoint.acts(.put, resource, selectors: first.selectors, same) { found.append("Put") }
        }
        if try await endpoint.acts(.create, resource, none) { found.append("Create") }
        if let first, try await endpoint.acts(.delete, resource, selectors: first.selectors, "") {
            found.append("Delete")
        }
        return found
    }
}
