import CIMModel
import WSMan
import XML

/// A provider of whatever class, as the dispatcher sees it: elements in, elements out.
struct AnyProvider: Sendable {
    let className: ClassName
    /// The names of the class's properties, which are all that a selector may name.
    let propertyNames: Set<String>
    private let keyNames: [String]
    let elements: @Sendable () async throws -> [XMLElement]
    let put: @Sendable (_ untrustedInstance: XMLElement, _ current: XMLElement, Caller) async throws -> XMLElement
    let create: @Sendable (_ untrustedInstance: XMLElement, Caller) async throws -> XMLElement
    let delete: @Sendable (_ current: XMLElement, Caller) async throws -> Void
    let invoke: @Sendable (_ method: String, _ untrustedInput: XMLElement?, Caller) async throws -> XMLElement

    init<P: Provider>(_ provider: P) {
        className = P.Class.className
        propertyNames = Set(P.Class.fields.map(\.name))
        keyNames = P.Class.fields.filter { $0.qualifiers.contains(.key) }.map(\.name)
        elements = { try await provider.instances().map(\.element) }
        put = { untrustedInstance, current, caller in
            let standing: Instance<P.Class> = try Self.read(current)
            return try await provider.put(try Self.read(untrustedInstance), over: standing, by: caller).element
        }
        create = { untrustedInstance, caller in
            try await provider.create(try Self.read(untrustedInstance), by: caller).element
        }
        delete = { current, caller in try await provider.delete(try Self.read(current), by: caller) }
        invoke = { method, untrustedInput, caller in
            guard let handler = provider.methods.first(where: { $0.name == method }) else {
                throw WSManFault.actionNotSupported
            }
            return try await handler.answer(caller, untrustedInput)
        }
    }

    private static func read<Class: CIMClass>(_ untrusted: XMLElement) throws -> Instance<Class> {
        do {
            return try Instance(untrusted)
        } catch {
            throw WSManFault.schemaValidationError
        }
    }
}

extension AnyProvider {
    /// An instance as an enumeration of that mode lists it.
    func item(_ instance: XMLElement, _ mode: EnumerationMode) -> XMLElement {
        switch mode {
        case .objects: instance
        case .references: reference(to: instance)
        case .both: EnumerationAnswers.item(instance, reference(to: instance))
        }
    }

    /// The reference to an instance, by its keys.
    func reference(to instance: XMLElement) -> XMLElement {
        let keys = keyNames.map { ($0, instance[$0]?.text ?? "") }
        return EnumerationAnswers.reference(
            resourceURI: className.resourceURI,
            keys: Dictionary(keys) { first, _ in first }
        )
    }
}
