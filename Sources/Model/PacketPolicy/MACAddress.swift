/// A 48-bit hardware address.
public struct MACAddress: Hashable, Sendable {
    /// The address as a number; its upper 16 bits are zero.
    public let bits: UInt64

    /// Takes the lower 48 bits of a number.
    public init(bits: UInt64) {
        self.bits = bits & 0xffff_ffff_ffff
    }

    /// Reads six pairs of hexadecimal digits with colons or hyphens between them.
    public init?(untrusted text: some StringProtocol) {
        let pairs = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "-" }
        guard pairs.count == 6, pairs.allSatisfy({ $0.utf8.count == 2 && $0.allSatisfy(\.isHexDigit) }) else {
            return nil
        }
        guard let bits = UInt64(pairs.joined(), radix: 16) else { return nil }
        self.init(bits: bits)
    }

    /// The six octets in the order of the wire.
    public var octets: [UInt8] {
        stride(from: 40, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> UInt64($0)) }
    }
}

extension MACAddress: CustomStringConvertible, LosslessStringConvertible {
    /// The address as nft and ip print it: small letters, colons.
    public var description: String {
        octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
    }

    public init?(_ description: String) {
        self.init(untrusted: description)
    }
}

extension MACAddress: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let address = MACAddress(untrusted: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a hardware address")
        }
        self = address
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
