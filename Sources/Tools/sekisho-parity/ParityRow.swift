import CIMModel
import WSMan
import XML

/// What of one class works.
struct ParityRow {
    /// The best that can be said of a class.
    enum Kind: String {
        /// Something of it changes the PC or the engine.
        case acts
        /// It answers, and nothing changes by it.
        case answers
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
    let answered: [String]
    /// The methods that are refused.
    let refused: [String]
    /// Why what is refused, empty or without effect is so.
    let remark: String

    init(about declared: SchemaClass, in schema: [SchemaClass]) async throws {
        self.declared = declared
        let resource = ClassName(stringLiteral: declared.name).resourceURI
        let instances = try await Endpoint().instances(of: resource)
        let isBase = declared.isBase(in: schema)
        let isServedItself = instances?.first.map { $0.instance.name == declared.name } ?? !isBase
        count = instances?.count ?? 0
        let question = Question(name: declared.name, resource: resource, instances: instances ?? [])
        answered =
            isServedItself ? try await question.answered(of: ["Put", "Create", "Delete"] + declared.methods) : []
        refused = isServedItself ? declared.methods.filter { [answered] in !answered.contains($0) } : []
        kind =
            if instances == nil {
                isBase ? .base : .refused
            } else if isServedItself {
                Self.kind(declared.name, answered, count: count)
            } else {
                .base
            }
        remark = Self.remark(declared.name, refused + answered)
    }

    /// The refused methods that no reason is given for.
    var unexplained: [String] {
        guard Reasons.byClass[declared.name] == nil else { return [] }
        if [.refused, .empty].contains(kind) { return [declared.name] }
        return refused.map { declared.name + "." + $0 }.filter { Reasons.byOperation[$0] == nil }
    }

    private static func kind(_ name: String, _ answered: [String], count: Int) -> Kind {
        let changing = answered.filter { !Reasons.isReading($0) }
        if changing.contains(where: { Reasons.byOperation[name + "." + $0] == nil }) { return .acts }
        return !changing.isEmpty ? .answers : count == 0 ? .empty : .reads
    }

    private static func remark(_ name: String, _ operations: [String]) -> String {
        let explained = operations.compactMap { operation in
            Reasons.byOperation[name + "." + operation].map { (operation: operation, reason: $0) }
        }
        let each = Dictionary(grouping: explained, by: \.reason).map { reason, those in
            those.map(\.operation).joined(separator: ", ") + ": " + reason
        }
        return ([Reasons.byClass[name]].compactMap { $0 } + each.sorted()).joined(separator: "; ")
    }
}

/// What can be asked of a class beside its instances; each time of a new endpoint, for the answer may change it.
private struct Question {
    let name: String
    let resource: String
    /// The instances, and what chooses each.
    let instances: [(instance: XMLElement, selectors: String)]

    /// Which of these operations the class answers with anything but that it has none.
    func answered(of operations: [String]) async throws -> [String] {
        var found: [String] = []
        for operation in operations where try await isAnswered(operation) { found.append(operation) }
        return found
    }

    private func isAnswered(_ operation: String) async throws -> Bool {
        switch operation {
        case "Create": return try await answer(.create, "", element(name)) != .refused
        case "Put":
            guard let first = instances.first else { return false }
            return try await answer(.put, first.selectors, Endpoint.written(first.instance)) != .refused
        case "Delete":
            guard let first = instances.first else { return false }
            return try await answer(.delete, first.selectors, "") != .refused
        default: return try await isAnswered(method: operation)
        }
    }

    /// Whether a method is there for any of the instances.
    private func isAnswered(method: String) async throws -> Bool {
        for selectors in instances.isEmpty ? [""] : instances.map(\.selectors) {
            if try await answer(.invoke(method), selectors, element(method + "_INPUT")) != .refused { return true }
        }
        return false
    }

    private func answer(_ operation: WSManOperation, _ selectors: String, _ content: String) async throws
        -> Endpoint.Answer
    { try await Endpoint().answer(operation, resource, selectors: selectors, content) }

    private func element(_ name: String) -> String { "<r:\(name) xmlns:r=\"\(resource)\"></r:\(name)>" }
}
