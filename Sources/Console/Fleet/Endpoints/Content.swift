public import FoundationEssentials
public import Inventory

/// A file of definitions or rules that the console offers to appliances.
public struct Content: Sendable, Codable, Hashable {
    /// Where an appliance fetches it.
    public var url: String
    /// The SHA-256 of the file, in hexadecimal.
    public var sha256: String
    public var version: String
    /// When the content was made.
    public var date: Date
    /// The console's signature over it; nil when it signs nothing.
    public var signature: ContentSignature?

    /// Creates a description of a file.
    public init(url: String, sha256: String, version: String, date: Date, signature: ContentSignature? = nil) {
        self.signature = signature
        self.url = url
        self.sha256 = sha256
        self.version = version
        self.date = date
    }
}

/// What the console has to offer to appliances.
public protocol ContentCatalog: Sendable {
    /// The newest virus definitions.
    func newestDefinitions() async throws(FleetError) -> Content
    /// The newest detection rules.
    func newestRules() async throws(FleetError) -> Content
    /// The block lists.
    func newestLists() async throws(FleetError) -> Content
    /// The policy of the guard.
    func newestPolicy() async throws(FleetError) -> Content
    /// The policy as text; the standard one while nobody has written another.
    func policyText() async throws(FleetError) -> String
    /// Takes another policy; a mistake in it is refused with its line.
    func keep(policyText: String) async throws(FleetError)
}
