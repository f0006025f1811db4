public import CIMModel
import WSMan
import XML

/// A console's way to one class of one management engine.
///
/// Methods are called by the names that the class declares: `try await clock.getLowAccuracyTimeSynch()`.
@dynamicMemberLookup
public struct Proxy<Class: CIMClass>: Sendable {
    /// Instances that one enumeration may bring.
    static var greatestCount: Int { 20_000 }

    let transport: any Transport
    var resourceURI: String { Class.className.resourceURI }

    /// Reaches the class over a transport.
    public init(_ class: Class.Type = Class.self, over transport: any Transport) { self.transport = transport }

    /// The instance that has these keys; a class with one instance needs none.
    public func get(_ selectors: [String: String] = [:]) async throws -> Instance<Class> {
        guard let element = try await send(.get, selectors) else {
            throw AMTClientError.malformed("empty answer to Get")
        }
        return try instance(element)
    }

    /// Changes the instance that has these keys. Give back what ``get(_:)`` brought, with the changes made in it.
    public func put(_ instance: Instance<Class>, _ selectors: [String: String] = [:]) async throws {
        _ = try await send(.put, selectors, instance.element)
    }

    /// Makes an instance.
    ///
    /// - Returns: the reference to what the engine made of it; its keys are often the engine's own.
    @discardableResult
    public func create(_ instance: Instance<Class>) async throws -> Reference<Class> {
        guard let created = try await send(.create, body: instance.element),
            let reference = Reference<Class>(elements: [created])
        else { throw AMTClientError.malformed("Create brought no reference") }
        return reference
    }

    /// Removes the instance that has these keys.
    public func delete(_ selectors: [String: String] = [:]) async throws { _ = try await send(.delete, selectors) }

    /// All instances, those of derived classes among them.
    public func enumerate() async throws -> [Instance<Class>] {
        let begin = XMLElement("Enumerate", in: WSManURI.enumeration)
        var context = try await send(.enumerate, body: begin).flatMap(EnumerationAnswer.init)?.context
        guard context != nil else { throw AMTClientError.malformed("Enumerate brought no context") }
        var instances: [Instance<Class>] = []
        while let open = context {
            guard let answer = try await send(.pull, body: EnumerationAnswer.pull(open)).flatMap(EnumerationAnswer.init)
            else { throw AMTClientError.malformed("empty answer to Pull") }
            instances += try answer.items.map(instance)
            context = answer.next
            guard context == nil || !answer.items.isEmpty, instances.count <= Self.greatestCount else {
                throw AMTClientError.malformed("enumeration without end")
            }
        }
        return instances
    }

    /// A method of the class, ready to be called.
    public subscript<Input, Output>(
        dynamicMember method: KeyPath<Class, Method<Input, Output>>
    ) -> Call<Class, Input, Output> {
        Call(proxy: self, method: Class()[keyPath: method])
    }

    func send(
        _ operation: WSManOperation,
        _ selectors: [String: String] = [:],
        _ body: XMLElement? = nil
    ) async throws -> XMLElement? {
        try await transport.send(
            body: body,
            action: operation.action(on: resourceURI),
            to: resourceURI,
            selectors: selectors
        )
    }

    private func send(_ operation: WSManOperation, body: XMLElement) async throws -> XMLElement? {
        try await send(operation, [:], body)
    }

    private func instance(_ element: XMLElement) throws(AMTClientError) -> Instance<Class> {
        do throws(UnreadableField) {
            return try Instance(element)
        } catch {
            throw .malformed("\(element.name).\(error.name) is not of its type")
        }
    }
}
