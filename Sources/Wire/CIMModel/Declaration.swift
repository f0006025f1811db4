/// Something declared by its fields: a class, what its superclass brings, or the parameters of a method.
///
/// A declaration holds no values. Each of its stored properties describes one field, so that the file that declares a
/// class reads as its MOF does; what the fields hold is in ``Values``.
public protocol Declaration: Sendable {
    /// The declaration; all of a kind are equal.
    init()
}

/// A CIM class.
public protocol CIMClass: Declaration {
    /// What the class's methods return besides their parameters.
    associatedtype Status: ValueMap

    /// The name that the schema gives the class, such as `AMT_TimeSynchronizationService`.
    static var className: ClassName { get }
}

/// One property of a class, or one parameter of a method.
public struct Property<Value: CIMValue>: Sendable {
    /// The name on the wire.
    public let name: String
    /// What the schema says of it besides its type.
    public let qualifiers: Qualifiers

    /// Describes a property of that name.
    public init(_ name: String, _ qualifiers: Qualifiers = []) {
        self.name = name
        self.qualifiers = qualifiers
    }
}

/// One parameter of a method.
public typealias Parameter = Property

/// What the schema says of a property besides its type.
public struct Qualifiers: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// With the other keys, tells one instance of the class from another.
    public static let key = Self(rawValue: 1 << 0)
    /// A console may change it with Put.
    public static let write = Self(rawValue: 1 << 1)

    /// Creates a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
}

/// One method of a class.
public struct Method<Input: Declaration, Output: Declaration>: Sendable {
    /// The name on the wire.
    public let name: String

    /// Describes a method of that name.
    public init(_ name: String) { self.name = name }
}

/// No parameters.
public struct Nothing: Declaration {
    /// Creates the empty declaration.
    public init() {}
}

/// The name of a class, from which its resource URI follows.
public struct ClassName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name.
    public let description: String

    /// Creates a name from a literal.
    public init(stringLiteral name: String) { description = name }

    /// The URI that names the class on the wire, and the namespace of its elements.
    public var resourceURI: String {
        switch description.prefix(4) {
        case "AMT_": "http://intel.com/wbem/wscim/1/amt-schema/1/" + description
        case "IPS_": "http://intel.com/wbem/wscim/1/ips-schema/1/" + description
        case "SKS_": "urn:sekisho:wbem:wscim:1:sks-schema:1:" + description
        default: "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/" + description
        }
    }
}
