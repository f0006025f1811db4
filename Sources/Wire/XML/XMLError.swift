/// Why bytes are not a document that is accepted here.
public struct XMLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let problem: String
    /// The offset of the byte at which it was noticed.
    public let offset: Int

    /// The problem and its place.
    public var description: String { "\(problem) at byte \(offset)" }
}

/// How much a document may hold.
public struct XMLLimits: Hashable, Sendable {
    /// The greatest length in bytes.
    public var bytes: Int
    /// How deep elements may nest.
    public var depth: Int
    /// How many elements there may be.
    public var elements: Int
    /// How many attributes and namespace declarations one element may have.
    public var attributes: Int
    /// How many namespace declarations may be in force at one place; each name is looked for among them.
    public var declarations: Int

    /// Creates limits; without arguments, those of a WS-Management envelope.
    public init(
        bytes: Int = 1 << 20,
        depth: Int = 32,
        elements: Int = 50_000,
        attributes: Int = 64,
        declarations: Int = 128
    ) {
        self.bytes = bytes
        self.depth = depth
        self.elements = elements
        self.attributes = attributes
        self.declarations = declarations
    }
}
