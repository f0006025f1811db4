import CIMModel
import WSMan
import XML

/// The management engine's side of one class.
protocol Provider<Class>: Sendable {
    associatedtype Class: CIMClass

    /// The instances as they are now, in the order in which an enumeration lists them.
    func instances() async throws -> [Instance<Class>]

    /// Makes of `current` what the console asks for, and tells what it is afterwards.
    ///
    /// What the class does not let a console change stays as it is: clients send whole instances back.
    func put(_ wanted: Instance<Class>, over current: Instance<Class>) async throws -> Instance<Class>

    /// What answers the class's methods.
    var methods: [Handler<Class>] { get }
}

extension Provider {
    func put(_ wanted: Instance<Class>, over current: Instance<Class>) async throws -> Instance<Class> {
        throw WSManFault.actionNotSupported
    }

    var methods: [Handler<Class>] { [] }
}

/// What answers one method.
struct Handler<Class: CIMClass>: Sendable {
    let name: String
    let answer: @Sendable (XMLElement?) async throws -> XMLElement

    /// Answers `method` with `body`, which returns the method's status.
    static func on<Input, Output>(
        _ method: KeyPath<Class, Method<Input, Output>>,
        _ body: @escaping @Sendable (Values<Input>, inout Values<Output>) async throws -> Class.Status
    ) -> Self {
        let name = Class()[keyPath: method].name
        let namespace = Class.className.resourceURI
        return Handler(name: name) { untrustedInput in
            var output = Values<Output>(namespace: namespace)
            let status = try await body(try read(untrustedInput, namespace: namespace), &output)
            let code = XMLElement("ReturnValue", in: namespace, text: status.text)
            return XMLElement(name + "_OUTPUT", in: namespace, children: output.elements + [code])
        }
    }

    private static func read<Input>(_ untrusted: XMLElement?, namespace: String) throws -> Values<Input> {
        do {
            return try Values(untrusted?.children ?? [], namespace: namespace)
        } catch {
            throw WSManFault.schemaValidationError
        }
    }
}

/// A provider of whatever class, as the dispatcher sees it: elements in, elements out.
struct AnyProvider: Sendable {
    let className: ClassName
    /// The names of the class's properties, which are all that a selector may name.
    let propertyNames: Set<String>
    private let keyNames: [String]
    let elements: @Sendable () async throws -> [XMLElement]
    let put: @Sendable (_ untrustedInstance: XMLElement, _ current: XMLElement) async throws -> XMLElement
    let invoke: @Sendable (_ method: String, _ untrustedInput: XMLElement?) async throws -> XMLElement

    init<P: Provider>(_ provider: P) {
        className = P.Class.className
        propertyNames = Set(P.Class.fields.map(\.name))
        keyNames = P.Class.fields.filter { $0.qualifiers.contains(.key) }.map(\.name)
        elements = { try await provider.instances().map(\.element) }
        put = { untrustedInstance, current in
            guard let wanted = try? Instance<P.Class>(untrustedInstance),
                let standing = try? Instance<P.Class>(current)
            else { throw WSManFault.schemaValidationError }
            return try await provider.put(wanted, over: standing).element
        }
        invoke = { method, untrustedInput in
            guard let handler = provider.methods.first(where: { $0.name == method }) else {
                throw WSManFault.actionNotSupported
            }
            return try await handler.answer(untrustedInput)
        }
    }
}

extension AnyProvider {
    /// An instance as an enumeration of that mode lists it.
    func item(_ instance: XMLElement, _ mode: EnumerationMode) -> XMLElement {
        if mode == .objects { return instance }
        let keys = keyNames.map { ($0, instance[$0]?.text ?? "") }
        let reference = EnumerationAnswers.reference(
            resourceURI: className.resourceURI,
            keys: Dictionary(keys) { first, _ in first }
        )
        return mode == .references ? reference : EnumerationAnswers.item(instance, reference)
    }
}
