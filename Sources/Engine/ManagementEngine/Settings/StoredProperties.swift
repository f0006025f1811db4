import CIMModel
import NVRAM
import WSMan
import XML

/// The properties of an instance that a console may write, kept from start to start.
struct StoredProperties<Class: CIMClass>: Sendable {
    let nvram: NVRAM
    /// The key of the setting that holds them.
    let key: String
    /// Properties that are kept and never told.
    var secrets: Set<String> = []
    /// Properties that a Put without them empties, rather than leaves as they are.
    var emptied: Set<String> = []

    private static var writable: [String] {
        Class.fields.filter { $0.qualifiers.contains(.write) }.map(\.name)
    }

    /// An instance with what has been written in the place of what is delivered.
    func applied(to delivered: Instance<Class>) async throws -> Instance<Class> {
        try Self.laying(try await kept().filter { !secrets.contains($0.key) }, over: delivered)
    }

    /// Keeps what a console wants of an instance, and tells what the instance is afterwards.
    func keep(_ wanted: Instance<Class>, over current: Instance<Class>) async throws -> Instance<Class> {
        let sent = Dictionary(grouping: wanted.elements) { $0.name }
        var written: [String: [StoredElement]] = [:]
        for name in Self.writable where sent[name] != nil || emptied.contains(name) {
            written[name] = (sent[name] ?? []).map { StoredElement($0, depth: 0) }
        }
        let changes = written
        try await nvram.change(key, from: [:]) { (all: inout [String: [StoredElement]]) in
            all.merge(changes) { _, new in new }
        }
        return try Self.laying(written.filter { !secrets.contains($0.key) }, over: current)
    }

    private func kept() async throws -> [String: [StoredElement]] {
        try await nvram.setting(key, as: [String: [StoredElement]].self) ?? [:]
    }

    /// AMT sends properties by name.
    private static func laying(
        _ written: [String: [StoredElement]],
        over instance: Instance<Class>
    ) throws -> Instance<Class> {
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
struct StoredElement: Codable, Hashable, Sendable {
    private static let greatestDepth = 8

    let name: String
    let namespace: String
    let attributes: [String: String]
    let text: String
    let children: [StoredElement]

    /// What stands deeper than a reference within a reference is left out.
    init(_ element: XMLElement, depth: Int) {
        name = element.name
        namespace = element.namespace
        attributes = element.attributes
        text = element.text
        children = depth < Self.greatestDepth ? element.children.map { StoredElement($0, depth: depth + 1) } : []
    }

    var element: XMLElement {
        XMLElement(name, in: namespace, attributes: attributes, text: text, children: children.map(\.element))
    }
}
