import AMTSchema
import CIMModel
import WSMan
import XML

/// Finds the class that a request is for, and the instance among its instances.
struct Dispatcher: Sendable {
    private let providers: [String: AnyProvider]
    /// For each base class, the classes whose instances its enumeration lists.
    private let leaves: [String: [AnyProvider]]

    /// - Parameter leaves: base class name to the names of served classes, in the order of an enumeration.
    init(_ providers: [AnyProvider], leaves: [ClassName: [ClassName]]) {
        let byURI = Dictionary(providers.map { ($0.className.resourceURI, $0) }) { first, _ in first }
        self.providers = byURI
        self.leaves = Dictionary(
            leaves.map { base, names in (base.resourceURI, names.compactMap { byURI[$0.resourceURI] }) }
        ) { first, _ in first }
    }

    /// The one instance that the selectors choose.
    func get(_ resource: String, _ selectors: Selectors) async throws -> XMLElement {
        for provider in try served(resource) {
            let found = try await matches(provider, selectors)
            if found.count > 1 { throw WSManFault.invalidSelectors }
            if let only = found.first { return only }
        }
        throw WSManFault.destinationUnreachable
    }

    /// Every instance of the class, and of the classes that derive from it.
    func enumerate(_ resource: String, _ mode: EnumerationMode) async throws -> [XMLElement] {
        var all: [XMLElement] = []
        for provider in try served(resource) {
            all += try await provider.elements().map { provider.item($0, mode) }
        }
        return all
    }

    /// Changes the chosen instance and tells what it is afterwards.
    func put(
        _ resource: String,
        _ selectors: Selectors,
        _ untrustedInstance: XMLElement,
        by caller: Caller
    ) async throws -> XMLElement {
        let provider = try only(resource, for: untrustedInstance)
        return try await provider.put(untrustedInstance, try await get(resource, selectors), caller)
    }

    /// Makes an instance and refers to it.
    func create(_ resource: String, _ untrustedInstance: XMLElement, by caller: Caller) async throws -> XMLElement {
        let provider = try only(resource, for: untrustedInstance)
        return provider.reference(to: try await provider.create(untrustedInstance, caller))
    }

    /// Removes the chosen instance.
    func delete(_ resource: String, _ selectors: Selectors, by caller: Caller) async throws {
        try await only(resource).delete(try await get(resource, selectors), caller)
    }

    /// Calls a method of the class.
    func invoke(
        _ resource: String,
        _ method: String,
        _ untrustedInput: XMLElement?,
        by caller: Caller
    ) async throws -> XMLElement { try await only(resource).invoke(method, untrustedInput, caller) }

    private func only(_ resource: String, for untrustedInstance: XMLElement) throws -> AnyProvider {
        let provider = try only(resource)
        guard untrustedInstance.name == provider.className.description else {
            throw WSManFault.schemaValidationError
        }
        return provider
    }

    /// A class that is declared but has nothing behind it here has no instances; firmware says the same.
    private func served(_ resource: String) throws -> [AnyProvider] {
        if let leaves = leaves[resource] { return leaves }
        if providers[resource] == nil, Self.declared.contains(resource) { return [] }
        return [try only(resource)]
    }

    private static let declared = Set(AMTSchema.allClasses.map { $0.className.resourceURI })

    private func only(_ resource: String) throws -> AnyProvider {
        guard let provider = providers[resource] else { throw WSManFault.destinationUnreachable }
        return provider
    }

    /// Selectors may be a part of the keys, or absent: what they leave open is open.
    private func matches(_ provider: AnyProvider, _ selectors: Selectors) async throws -> [XMLElement] {
        guard selectors.names.allSatisfy(provider.propertyNames.contains) else { throw WSManFault.invalidSelectors }
        return try await provider.elements().filter { instance in selectors.match(instance) }
    }
}
