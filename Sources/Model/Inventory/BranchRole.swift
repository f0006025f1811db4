/// What an appliance is to the others of its branch: what one of them has fetched, the others fetch from it.
public struct BranchRole: Sendable, Codable, Hashable {
    /// Whether others may fetch through its cache.
    public let serves: Bool
    /// The IPv4 address of the appliance through whose cache it fetches; nil to fetch by itself.
    public let neighbour: String?
    /// What the appliances of the branch know and nobody else: 64 hexadecimal digits.
    public let key: String

    /// Checks a role; nil when the neighbour is no IPv4 address or the key is none.
    public init?(serves: Bool, neighbour untrustedNeighbour: String?, key untrustedKey: String) {
        let neighbour = untrustedNeighbour.flatMap { $0.isEmpty ? nil : $0 }
        guard Self.isKey(untrustedKey), neighbour.map(Self.isAddress) ?? true else { return nil }
        self.serves = serves
        self.neighbour = neighbour
        key = untrustedKey
    }

    /// Whether it has to do with the others at all.
    public var isShared: Bool { serves || neighbour != nil }

    private static func isKey(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                part.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt8(part).map(String.init) == String(part)
            }
    }
}
