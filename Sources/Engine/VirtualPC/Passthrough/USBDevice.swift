/// A USB device of the host, known by who made it and what it is.
public struct USBDevice: Sendable, Codable, Hashable, CustomStringConvertible {
    /// The vendor's number.
    public let vendor: UInt16
    /// The product's number.
    public let product: UInt16

    /// Reads the form that lsusb prints, `046d:c52b`; nil when it has another.
    public init?(untrusted text: String) {
        let numbers = text.split(separator: ":", omittingEmptySubsequences: false)
        guard numbers.count == 2, numbers.allSatisfy({ $0.utf8.count == 4 && $0.allSatisfy(\.isHexDigit) }),
            let vendor = UInt16(numbers[0], radix: 16), let product = UInt16(numbers[1], radix: 16)
        else { return nil }
        self.vendor = vendor
        self.product = product
    }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let device = USBDevice(untrusted: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(text) is no USB device such as 046d:c52b")
            )
        }
        self = device
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// The form that lsusb prints.
    public var description: String { "\(Self.hex(vendor)):\(Self.hex(product))" }

    /// Four digits.
    static func hex(_ number: UInt16) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
