/// The loopback addresses of simulated endpoints: one each, for clients fix AMT's ports.
public struct LoopbackAddresses: Sendable {
    private let first: UInt32
    private let count: Int

    /// The addresses from `first` on; nil when one of them would not be in 127.0.0.0/8.
    public init?(untrustedFirst: String, count: Int) {
        let parts = untrustedFirst.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard parts.count == 4, parts[0] == 127, (1...65_536).contains(count) else { return nil }
        var number: UInt32 = 0
        for part in parts {
            guard let part else { return nil }
            number = number << 8 | UInt32(part)
        }
        guard number <= 0x7FFF_FFFE - UInt32(count - 1), number > 0x7F00_0000 else { return nil }
        first = number
        self.count = count
    }

    /// The addresses as text.
    public var all: [String] {
        (0..<count).map { place in
            let number = first + UInt32(place)
            return [24, 16, 8, 0].map { String(number >> UInt32($0) & 255) }.joined(separator: ".")
        }
    }
}
