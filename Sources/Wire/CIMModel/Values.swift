public import XML

/// What the fields of a declaration hold: the elements of a message, seen through the declaration.
///
/// A field that nobody changes goes back just as it came, and so does one that the declaration does not know: a console
/// may read an instance from firmware newer than itself, change one property and put the instance back.
@dynamicMemberLookup
public struct Values<Fields: Declaration>: Hashable, Sendable {
    /// In the order of the wire.
    public private(set) var elements: [XMLElement] = []
    let namespace: String

    /// The value of a field; nil when it is NULL, or a number that has no name.
    public subscript<Value>(dynamicMember field: KeyPath<Fields, Property<Value>>) -> Value? {
        get { Value(elements: elements(named: Fields()[keyPath: field].name)) }
        set { set(Fields()[keyPath: field].name, to: newValue?.elements ?? []) }
    }

    private func elements(named name: String) -> [XMLElement] { elements.filter { $0.name == name } }

    /// A field keeps its place; a new one takes the place that its name gives it, since AMT sends fields by name.
    private mutating func set(_ name: String, to contents: [XMLElement]) {
        let place =
            elements.firstIndex { $0.name == name } ?? elements.firstIndex { $0.name > name } ?? elements.endIndex
        elements.removeAll { $0.name == name }
        elements.insert(contentsOf: contents.map { $0.renamed(name, in: namespace) }, at: place)
    }
}

/// An instance of a CIM class.
public typealias Instance<Class: CIMClass> = Values<Class>

extension Values {
    /// Nothing but NULL.
    public init(namespace: String) { self.namespace = namespace }

    /// Reads what a message carries.
    ///
    /// - Throws: ``UnreadableField`` when an element of a declared field cannot be read as the field's type.
    public init(_ elements: [XMLElement], namespace: String) throws(UnreadableField) {
        self.elements = elements
        self.namespace = namespace
        for field in Fields.fields where !field.canRead(self.elements(named: field.name)) {
            throw UnreadableField(name: field.name)
        }
    }
}

extension Values where Fields: CIMClass {
    /// Nothing but NULL, in the class's namespace.
    public init() { self.init(namespace: Fields.className.resourceURI) }

    /// An instance whose fields the closure sets.
    public init(_ set: (inout Self) -> Void) {
        self.init()
        set(&self)
    }

    /// Reads an instance from the element that carries it.
    public init(_ element: XMLElement) throws(UnreadableField) {
        try self.init(element.children, namespace: element.namespace)
    }

    /// The element that carries the instance.
    public var element: XMLElement { XMLElement(Fields.className.description, in: namespace, children: elements) }
}

/// A field holds what its type cannot be.
public struct UnreadableField: Error, Hashable {
    /// The field's name on the wire.
    public let name: String
}

/// A field of whatever type, for what is said of all of them.
public protocol AnyField: Sendable {
    /// The name on the wire.
    var name: String { get }
    /// What the schema says of it besides its type.
    var qualifiers: Qualifiers { get }
    /// Whether the elements can be read as the field's type.
    func canRead(_ elements: [XMLElement]) -> Bool
    /// Elements without a name that carry the same value of the field's type, and nothing else.
    func carried(by elements: [XMLElement]) -> [XMLElement]
}

extension Property: AnyField {
    /// Whether the elements can be read as the field's type; NULL always can.
    public func canRead(_ elements: [XMLElement]) -> Bool { elements.isEmpty || Value.canRead(elements) }

    /// The field's value without attributes and elements that its type does not have.
    public func carried(by elements: [XMLElement]) -> [XMLElement] { Value.carried(by: elements) }
}
