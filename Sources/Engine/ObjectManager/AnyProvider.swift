package import CIMModel
package import WSMan
package import XML

/// A provider of whatever class, as the dispatcher sees it: elements in, elements out.
package struct AnyProvider: Sendable {
    package let className: ClassName
    /// The names of the class's properties, which are all that a selector may name.
    let propertyNames: Set<String>
    private let keyNames: [String]
    package let elements: @Sendable () async throws -> [XMLElement]
    package let put:
        @Sendable (_ untrustedInstance: XMLElement, _ current: XMLElement, Caller) async throws -> XMLElement
    package let create: @Sendable (_ untrustedInstance: XMLElement, Caller) async throws -> XMLElement
    package let delete: @Sendable (_ current: XMLElement, Caller) async throws -> Void
    /// What answers a method of that name; nil when the class has none.
    package let method: @Sendable (_ name: String) -> (@Sendable (MethodCall) async throws -> XMLElement)?

    package init<P: Provider>(_ provider: P) {
        className = P.Class.className
        propertyNames = P.Class.declared.names
        keyNames = P.Class.declared.keys
        elements = { try await provider.instances().map(\.element) }
        put = { untrustedInstance, current, caller in
            let standing: Instance<P.Class> = try Instance(untrusted: current)
            return try await provider.put(try Instance(untrusted: untrustedInstance), over: standing, by: caller)
                .element
        }
        create = { untrustedInstance, caller in
            try await provider.create(try Instance(untrusted: untrustedInstance), by: caller).element
        }
        delete = { current, caller in try await provider.delete(try Instance(untrusted: current), by: caller) }
        method = { name in provider.methods.first { $0.name == name }?.answer }
    }

    /// What of the selectors chooses: MeshCommander sends a whole instance, already changed, to say which one to change.
    func choosing(_ selectors: Selectors) -> Selectors {
        guard !keyNames.isEmpty, keyNames.allSatisfy({ selectors.keys[$0] != nil }) else { return selectors }
        return Selectors(keys: selectors.keys.filter { keyNames.contains($0.key) || !propertyNames.contains($0.key) })
    }

    /// The instances that the selectors choose, which may be a part of the keys, or absent.
    package func instances(_ selectors: Selectors) async throws -> [XMLElement] {
        guard selectors.names.allSatisfy(propertyNames.contains) else { return [] }
        return try await elements().filter(selectors.match)
    }
}

extension Values where Fields: CIMClass {
    /// Reads an instance from the element that carries it.
    ///
    /// - Throws: ``WSManFault/schemaValidationError`` when it is no instance of the class.
    package init(untrusted element: XMLElement) throws(WSManFault) {
        do {
            try self.init(element)
        } catch {
            throw .schemaValidationError.with(detail: error.name)
        }
    }
}

extension AnyProvider {
    /// An instance as an enumeration of that mode lists it.
    package func item(_ instance: XMLElement, _ mode: EnumerationMode) -> XMLElement {
        switch mode {
        case .objects: instance
        case .references: EnumerationAnswers.item(reference(to: instance))
        case .both: EnumerationAnswers.item(instance, reference(to: instance))
        }
    }

    /// The reference to an instance, by its keys.
    package func reference(to instance: XMLElement) -> EndpointReference {
        let keys = keyNames.map { name in (name, instance[name].map(KeyValue.init(property:)) ?? "") }
        return EndpointReference(
            resourceURI: className.resourceURI,
            keys: Dictionary(keys) { first, _ in first }
        )
    }
}
