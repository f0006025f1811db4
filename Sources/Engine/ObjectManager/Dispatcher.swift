import AMTSchema
package import CIMModel
package import WSMan
package import XML

/// Finds the class that a request is for, and the instance among its instances.
///
/// A class answers for those derived from it too: an enumeration of a base class lists the instances of all of them,
/// each as what it is.
package struct Dispatcher: Sendable {
    /// For each resource, what serves it or a class derived from it, in the order of an enumeration.
    private let providers: [String: [AnyProvider]]

    package init(_ providers: [AnyProvider]) {
        var byResource: [String: [AnyProvider]] = [:]
        for provider in providers {
            for name in [provider.className] + Inheritance.ancestors(of: provider.className) {
                byResource[name.resourceURI, default: []].append(provider)
            }
        }
        self.providers = byResource
    }

    /// The served classes that answer for a resource: itself, or those that derive from it.
    package func classNames(servedAs resource: String) -> [ClassName] {
        (try? served(resource))?.map(\.className) ?? []
    }

    /// A request for a change as one to the class that carries it out: what is asked of a base class is done to the
    /// instance that the selectors choose, and whoever judges it must judge it as asked of that instance's class.
    package func resolved(_ request: WSManRequest) async throws -> WSManRequest {
        guard try canBeDerived(request) else { return request }
        let found = try await find(request.resourceURI, request.selectors)
        return request.directed(to: found.provider.className.resourceURI)
    }

    /// Whether a request may be for another class than it names; a method is the exact class's where there is one.
    private func canBeDerived(_ request: WSManRequest) throws(WSManFault) -> Bool {
        let resource = request.resourceURI
        switch request.operation {
        case .put, .delete: return try served(resource).contains { $0.className.resourceURI != resource }
        case .invoke:
            let candidates = try served(resource)
            return !candidates.isEmpty && exact(candidates, resource) == nil
        default: return false
        }
    }

    /// The one instance that the selectors choose.
    package func get(_ resource: String, _ selectors: Selectors) async throws -> XMLElement {
        try await find(resource, selectors).instance
    }

    /// Every instance of the class and of the classes that derive from it, which the request's filter passes.
    package func enumerate(_ resource: String, _ wanted: EnumerationRequest) async throws -> [XMLElement] {
        var all: [XMLElement] = []
        for provider in try served(resource) where !wanted.excludesDerived || provider.className.resourceURI == resource
        {
            all += try await provider.instances(wanted.filter).map { provider.item($0, wanted.mode) }
        }
        return all
    }

    /// Every instance of the class and of those derived from it, each with the reference to it; none when nobody
    /// serves the class.
    package func references(to name: ClassName) async throws -> [(instance: XMLElement, reference: EndpointReference)] {
        var all: [(XMLElement, EndpointReference)] = []
        for provider in providers[name.resourceURI] ?? [] {
            all += try await provider.instances(Selectors()).map { ($0, provider.reference(to: $0)) }
        }
        return all
    }

    /// Changes the chosen instance and tells what it is afterwards.
    package func put(
        _ resource: String,
        _ selectors: Selectors,
        _ untrustedInstance: XMLElement,
        by caller: Caller
    ) async throws -> XMLElement {
        let (provider, current) = try await find(resource, selectors)
        try check(untrustedInstance, isOf: provider)
        return try await provider.put(untrustedInstance, current, caller)
    }

    /// Makes an instance and refers to it.
    package func create(_ resource: String, _ untrustedInstance: XMLElement, by caller: Caller) async throws
        -> XMLElement
    {
        let provider = try only(resource)
        try check(untrustedInstance, isOf: provider)
        return provider.reference(to: try await provider.create(untrustedInstance, caller)).element
    }

    /// Removes the chosen instance.
    package func delete(_ resource: String, _ selectors: Selectors, by caller: Caller) async throws {
        let (provider, current) = try await find(resource, selectors)
        try await provider.delete(current, caller)
    }

    /// Calls a method of the class.
    package func invoke(
        _ resource: String,
        _ method: String,
        _ selectors: Selectors,
        _ untrustedInput: XMLElement?,
        by caller: Caller
    ) async throws -> XMLElement {
        let own = exact(try served(resource), resource)
        let provider = if let own { own } else { try await find(resource, selectors).provider }
        guard let answer = provider.method(method) else { throw WSManFault.actionNotSupported }
        let call = MethodCall(caller: caller, untrustedInput: untrustedInput) {
            try await find(resource, selectors).instance
        }
        return try await answer(call)
    }

    private func check(_ untrustedInstance: XMLElement, isOf provider: AnyProvider) throws(WSManFault) {
        guard untrustedInstance.name == provider.className.description else { throw .schemaValidationError }
    }

    /// The class itself, not one derived from it.
    private func only(_ resource: String) throws(WSManFault) -> AnyProvider {
        let candidates = try served(resource)
        guard let provider = exact(candidates, resource) else {
            throw candidates.isEmpty ? .destinationUnreachable : .actionNotSupported
        }
        return provider
    }

    private func exact(_ candidates: [AnyProvider], _ resource: String) -> AnyProvider? {
        candidates.first { $0.className.resourceURI == resource }
    }

    /// A class of the schema that has nothing behind it here has no instances; firmware says the same.
    private func served(_ resource: String) throws(WSManFault) -> [AnyProvider] {
        if let served = providers[resource] { return served }
        guard Self.known.contains(resource) else { throw .destinationUnreachable }
        return []
    }

    private static let known = Set(Inheritance.classNames.map { ClassName(stringLiteral: $0).resourceURI })
        .union(AMTSchema.allClasses.map { $0.className.resourceURI })

    private func find(
        _ resource: String,
        _ selectors: Selectors
    ) async throws -> (provider: AnyProvider, instance: XMLElement) {
        let candidates = try served(resource)
        var found: [(AnyProvider, XMLElement)] = []
        for provider in candidates {
            found += try await provider.instances(provider.choosing(selectors)).map { (provider, $0) }
        }
        if let only = found.first, found.count == 1 { return only }
        // Clients that name a class and nothing else mean that class, not those derived from it.
        let exact = found.filter { $0.0.className.resourceURI == resource }
        if let only = exact.first, exact.count == 1 { return only }
        guard found.isEmpty, candidates.isEmpty || candidates.contains(where: { knows($0, selectors) }) else {
            throw WSManFault.invalidSelectors
        }
        throw WSManFault.destinationUnreachable
    }

    private func knows(_ provider: AnyProvider, _ selectors: Selectors) -> Bool {
        selectors.names.allSatisfy(provider.propertyNames.contains)
    }
}
