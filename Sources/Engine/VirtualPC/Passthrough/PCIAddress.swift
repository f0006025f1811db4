/// Where a PCI device of the host sits: domain, bus, device and function, written as `0000:01:00.0`.
public struct PCIAddress: Sendable, Codable, Hashable, CustomStringConvertible {
    /// The form that the kernel uses, in lower case.
    public let description: String

    /// Reads an address; nil when it has another form.
    public init?(untrusted text: String) {
        let lengths = text.split(separator: ":", omittingEmptySubsequences: false)
        guard lengths.count == 3, let last = lengths.last else { return nil }
        let place = last.split(separator: ".", omittingEmptySubsequences: false)
        guard place.count == 2, Self.isHex(lengths[0], 4), Self.isHex(lengths[1], 2), Self.isHex(place[0], 2),
            Self.isHex(place[1], 1), let device = UInt8(place[0], radix: 16), device < 32,
            let function = UInt8(place[1], radix: 16), function < 8
        else { return nil }
        description = text.lowercased()
    }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let address = PCIAddress(untrusted: text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "\(text) is no PCI address such as 0000:01:00.0"
                )
            )
        }
        self = address
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    private static func isHex(_ text: Substring, _ length: Int) -> Bool {
        text.utf8.count == length && text.allSatisfy { $0.isASCII && $0.isHexDigit }
    }
}
