public import XML

/// A value that a field can hold.
///
/// It reaches the wire as elements of the field's name: none for NULL, one for a scalar or a structure, one for each
/// entry of an array.
public protocol CIMValue: Hashable, Sendable {
    /// Reads the value; nil when the elements do not carry one of this type.
    init?(elements: [XMLElement])
    /// The elements that carry the value; their names are the field's business.
    var elements: [XMLElement] { get }
    /// Whether the elements can be read, numbers without names among them.
    static func canRead(_ elements: [XMLElement]) -> Bool
    /// Elements that carry the same value and nothing else, numbers without names as they are.
    static func carried(by elements: [XMLElement]) -> [XMLElement]
}

extension CIMValue {
    public static func canRead(_ elements: [XMLElement]) -> Bool { Self(elements: elements) != nil }
    public static func carried(by elements: [XMLElement]) -> [XMLElement] { Self(elements: elements)?.elements ?? [] }
}

/// A value that is one piece of text on the wire.
public protocol CIMScalar: CIMValue {
    /// Reads the value from its text.
    init?(text: String)
    /// The text on the wire.
    var text: String { get }
}

extension CIMScalar {
    public init?(elements: [XMLElement]) {
        guard elements.count == 1 else { return nil }
        self.init(text: elements[0].text)
    }

    public var elements: [XMLElement] { [XMLElement("", in: "", text: text)] }

    public static func carried(by elements: [XMLElement]) -> [XMLElement] {
        elements.map { XMLElement("", in: "", text: $0.text) }
    }
}

extension String: CIMScalar {
    public init?(text: String) { self = text }
    public var text: String { self }
}

extension Bool: CIMScalar {
    public init?(text: String) {
        switch text.filter({ !$0.isWhitespace }) {
        case "true", "1": self = true
        case "false", "0": self = false
        default: return nil
        }
    }

    public var text: String { self ? "true" : "false" }
}

extension CIMScalar where Self: FixedWidthInteger {
    public init?(text: String) { self.init(text.filter { !$0.isWhitespace }, radix: 10) }
    public var text: String { String(self) }
}

extension UInt8: CIMScalar {}
extension UInt16: CIMScalar {}
extension UInt32: CIMScalar {}
extension UInt64: CIMScalar {}
extension Int16: CIMScalar {}
extension Int32: CIMScalar {}
extension Int64: CIMScalar {}

extension Array: CIMValue where Element: CIMScalar {
    public init?(elements: [XMLElement]) { self = elements.compactMap { Element(text: $0.text) } }
    public var elements: [XMLElement] { flatMap(\.elements) }

    public static func canRead(_ elements: [XMLElement]) -> Bool { elements.allSatisfy { Element.canRead([$0]) } }

    public static func carried(by elements: [XMLElement]) -> [XMLElement] { Element.carried(by: elements) }
}

/// The numbers of a ValueMap that have names.
///
/// A number that has none reads as NULL and is kept: firmware newer than the schema may send it.
public protocol ValueMap: CIMScalar, CaseIterable, RawRepresentable where RawValue: CIMScalar {}

extension ValueMap {
    public init?(text: String) {
        guard let number = RawValue(text: text) else { return nil }
        self.init(rawValue: number)
    }

    public var text: String { rawValue.text }

    public static func canRead(_ elements: [XMLElement]) -> Bool { RawValue.canRead(elements) }
}
