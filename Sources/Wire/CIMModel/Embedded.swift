public import XML

/// An instance inside a field of another.
public struct Embedded<Class: CIMClass>: CIMValue {
    /// What the field holds.
    public let instance: Instance<Class>

    /// Creates the value of a field.
    public init(_ instance: Instance<Class>) { self.instance = instance }

    /// Reads the instance: its properties stand in the field itself, or in one element named after the class.
    public init?(elements: [XMLElement]) {
        guard elements.count == 1 else { return nil }
        let holder = elements[0][Class.className.description] ?? elements[0]
        guard let instance = try? Instance<Class>(holder.children, namespace: Class.className.resourceURI) else {
            return nil
        }
        self.instance = instance
    }

    /// The field with the instance's properties.
    public var elements: [XMLElement] { [XMLElement("", in: "", children: instance.elements)] }
}
