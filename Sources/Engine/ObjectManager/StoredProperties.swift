import AMTSchema
package import CIMModel
package import NVRAM
import WSMan
package import XML

/// The properties of an instance that a console may write, kept from start to start.
package struct StoredProperties<Class: CIMClass>: Sendable {
    package let nvram: NVRAM
    /// The key of the setting that holds them.
    package let key: String
    /// Properties that are kept and never told.
    package var secrets: Set<String> = []
    /// Properties that a Put without them empties, rather than leaves as they are.
    package var emptied: Set<String> = []

    package init(nvram: NVRAM, key: String, secrets: Set<String> = [], emptied: Set<String> = []) {
        self.nvram = nvram
        self.key = key
        self.secrets = secrets
        self.emptied = emptied
    }

    /// Bytes of one instance's properties at most, as NVRAM keeps them.
    private static var greatestSize: Int { 16_384 }

    /// Properties that a console has written, by name.
    package typealias Written = [String: [StoredElement]]

    /// An instance with what has been written in the place of what is delivered.
    package func applied(to delivered: Instance<Class>) async throws -> Instance<Class> {
        try laying(try await kept(), over: delivered)
    }

    /// Keeps what a console wants of an instance, and tells what the instance is afterwards.
    package func keep(_ wanted: Instance<Class>, over current: Instance<Class>) async throws -> Instance<Class> {
        let written = written(in: wanted)
        try await nvram.step { try keep(written, in: $0) }
        return try laying(written, over: current)
    }

    /// What a console has written that it may write, without anything that the properties' types do not carry.
    package func written(in wanted: Instance<Class>) -> Written {
        let sent = Dictionary(grouping: wanted.elements) { $0.name }
        var written = Written()
        for field in Class.fields where field.qualifiers.contains(.write) {
            guard sent[field.name] != nil || emptied.contains(field.name) else { continue }
            written[field.name] = field.carried(by: sent[field.name] ?? []).map { element in
                StoredElement(element.renamed(field.name, in: Class.className.resourceURI), depth: 0)
            }
        }
        return written
    }

    /// Keeps what was written, as a part of the step that the caller takes.
    package func keep(_ written: Written, in nvram: isolated NVRAM) throws {
        let all = (try nvram.setting(key, as: Written.self) ?? [:]).merging(written) { _, new in new }
        let size = all.values.reduce(0) { $0 + $1.reduce(0) { $0 + $1.size } }
        guard size <= Self.greatestSize else { throw WSManFault.status(.maxLimitReached) }
        try nvram.set(all, for: key)
    }

    private func kept() async throws -> Written { try await nvram.setting(key, as: Written.self) ?? [:] }

    /// An instance with properties in the place of its own, but for the secrets. AMT sends properties by name.
    package func laying(_ written: Written, over instance: Instance<Class>) throws -> Instance<Class> {
        let written = written.filter { !secrets.contains($0.key) }
        let others = instance.elements.filter { written[$0.name] == nil }
        let new = written.values.flatMap { $0.map(\.element) }
        let sorted = (others + new).enumerated().sorted { ($0.element.name, $0.offset) < ($1.element.name, $1.offset) }
        do {
            return try Instance<Class>(sorted.map(\.element), namespace: Class.className.resourceURI)
        } catch {
            throw WSManFault.internalError.with(detail: error.name)
        }
    }
}

/// An element as NVRAM keeps it.
package struct StoredElement: Codable, Hashable, Sendable {
    private static let greatestDepth = 8

    package let name: String
    package let namespace: String
    package let attributes: [String: String]
    package let text: String
    package let children: [StoredElement]

    /// What stands deeper than a reference within a reference is left out.
    package init(_ element: XMLElement, depth: Int) {
        name = element.name
        namespace = element.namespace
        attributes = element.attributes
        text = element.text
        children = depth < Self.greatestDepth ? element.children.map { StoredElement($0, depth: depth + 1) } : []
    }

    /// Bytes of all its texts.
    package var size: Int {
        let names = name.utf8.count + namespace.utf8.count
        let attributes = attributes.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        return names + attributes + text.utf8.count + children.reduce(0) { $0 + $1.size }
    }

    package var element: XMLElement {
        XMLElement(name, in: namespace, attributes: attributes, text: text, children: children.map(\.element))
    }
}
