package import CIMModel
import WSMan
package import XML

/// The management engine's side of one class.
package protocol Provider<Class>: Sendable {
    associatedtype Class: CIMClass

    /// The instances as they are now, in the order in which an enumeration lists them.
    func instances() async throws -> [Instance<Class>]

    /// Makes of `current` what the console asks for, and tells what it is afterwards.
    ///
    /// What the class does not let a console change stays as it is: clients send whole instances back.
    func put(_ wanted: Instance<Class>, over current: Instance<Class>, by caller: Caller) async throws
        -> Instance<Class>

    /// Makes an instance of what the console sends, and tells what became of it; its keys are the answer.
    ///
    /// Keys that clients send are often placeholders: the engine gives its own.
    func create(_ wanted: Instance<Class>, by caller: Caller) async throws -> Instance<Class>

    /// Removes an instance.
    func delete(_ current: Instance<Class>, by caller: Caller) async throws

    /// What answers the class's methods.
    var methods: [Handler<Class>] { get }
}

extension Provider {
    package func put(_ wanted: Instance<Class>, over current: Instance<Class>, by caller: Caller) async throws
        -> Instance<Class>
    { throw WSManFault.actionNotSupported }

    package func create(_ wanted: Instance<Class>, by caller: Caller) async throws -> Instance<Class> {
        throw WSManFault.actionNotSupported
    }

    package func delete(_ current: Instance<Class>, by caller: Caller) async throws {
        throw WSManFault.actionNotSupported
    }

    package var methods: [Handler<Class>] { [] }
}

/// A call of a method.
package struct MethodCall: Sendable {
    /// Who calls.
    package let caller: Caller
    /// The parameters as they came.
    let untrustedInput: XMLElement?
    /// Finds the instance that the request's selectors choose.
    package let target: @Sendable () async throws -> XMLElement
}

/// What answers one method.
package struct Handler<Class: CIMClass>: Sendable {
    package let name: String
    package let answer: @Sendable (MethodCall) async throws -> XMLElement

    /// Answers `method` with `body`, which returns the method's status, whoever calls.
    package static func on<Input, Output>(
        _ method: KeyPath<Class, Method<Input, Output>>,
        _ body: @escaping @Sendable (Values<Input>, inout Values<Output>) async throws -> Class.Status
    ) -> Self { on(method) { _, input, output in try await body(input, &output) } }

    /// Answers `method` with `body`, which is told who calls and returns the method's status.
    package static func on<Input, Output>(
        _ method: KeyPath<Class, Method<Input, Output>>,
        _ body: @escaping @Sendable (Caller, Values<Input>, inout Values<Output>) async throws -> Class.Status
    ) -> Self { handling(method) { call, input, output in try await body(call.caller, input, &output) } }

    /// Answers `method` with `body`, which is told the instance that the request chooses, and who calls.
    ///
    /// A request that chooses none or more than one is refused. A method that belongs to the class as a whole must not
    /// ask for the instance: clients choose it carelessly.
    package static func on<Input, Output>(
        _ method: KeyPath<Class, Method<Input, Output>>,
        _ body:
            @escaping @Sendable (Instance<Class>, Caller, Values<Input>, inout Values<Output>) async throws
            -> Class.Status
    ) -> Self {
        handling(method) { call, input, output in
            try await body(try Instance(untrusted: try await call.target()), call.caller, input, &output)
        }
    }

    /// Answers `method` with `body`, which is told the whole call.
    package static func onCall<Input, Output>(
        _ method: KeyPath<Class, Method<Input, Output>>,
        _ body: @escaping @Sendable (MethodCall, Values<Input>, inout Values<Output>) async throws -> Class.Status
    ) -> Self { handling(method, body) }

    private static func handling<Input, Output>(
        _ method: KeyPath<Class, Method<Input, Output>>,
        _ body: @escaping @Sendable (MethodCall, Values<Input>, inout Values<Output>) async throws -> Class.Status
    ) -> Self {
        let name = Class()[keyPath: method].name
        let namespace = Class.className.resourceURI
        return Handler(name: name) { call in
            var output = Values<Output>(namespace: namespace)
            let status = try await body(call, try read(call.untrustedInput, namespace: namespace), &output)
            // A method's results stand in the order of the declaration, as the firmware sends them.
            let ordered = Output.fields.flatMap { field in output.elements.filter { $0.name == field.name } }
            let code = XMLElement("ReturnValue", in: namespace, text: status.text)
            return XMLElement(name + "_OUTPUT", in: namespace, children: ordered + [code])
        }
    }

    private static func read<Input>(_ untrusted: XMLElement?, namespace: String) throws -> Values<Input> {
        do {
            return try Values(untrusted?.children ?? [], namespace: namespace)
        } catch {
            throw WSManFault.schemaValidationError.with(detail: error.name)
        }
    }
}
