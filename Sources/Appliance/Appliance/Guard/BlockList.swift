import Inventory

/// Addresses and names that nobody has honest business with.
///
/// One a line: an IP address, a network, or a DNS name, which stands for everything below it too; `#` begins a remark.
public struct BlockList: Sendable, Hashable {
    /// The IPv4 addresses and networks, as nft writes them.
    public private(set) var addresses: [String] = []
    /// The IPv6 ones.
    public private(set) var addresses6: [String] = []
    /// The names, lower case.
    public private(set) var names: Set<String> = []

    /// The longest list that is read, in bytes.
    public static let longest = 64 << 20

    /// Creates an empty list.
    public init() {}

    /// Reads a list; an error names the line.
    public init(untrustedBytes: [UInt8]) throws(ApplianceError) {
        guard untrustedBytes.count <= Self.longest else { throw .wrongContent("the block list is too long") }
        let lines = untrustedBytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let entry = line.prefix { $0 != UInt8(ascii: "#") }.filter { $0 > 0x20 }
            guard entry.isEmpty || add(String(decoding: entry, as: UTF8.self)) else {
                let shown = String(decoding: entry.prefix(80), as: UTF8.self)
                throw .wrongContent("line \(index + 1) of the block list is neither address nor name: \(shown)")
            }
        }
    }

    private mutating func add(_ untrustedEntry: String) -> Bool {
        if let range = AddressRange(untrustedText: untrustedEntry) {
            if range.isIPv6 { addresses6.append(range.text) } else { addresses.append(range.text) }
            return true
        }
        let name = untrustedEntry.lowercased()
        guard Self.isName(name) else { return false }
        names.insert(name.last == "." ? String(name.dropLast()) : name)
        return true
    }

    /// At least two labels of letters, digits, `-` and `_`; the last is no number, so that a broken address is no name.
    private static func isName(_ text: String) -> Bool {
        let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .dropLast(text.last == "." ? 1 : 0)
        guard labels.count >= 2, text.utf8.count <= 254, let last = labels.last else { return false }
        let areWhole = labels.allSatisfy { (1...63).contains($0.count) && $0.allSatisfy(isLetter) }
        return areWhole && !last.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// The entry that a name falls under; nil when there is none.
    public func entry(for name: String) -> String? {
        var rest = name[...]
        while !rest.isEmpty {
            if names.contains(String(rest)) { return String(rest) }
            guard let dot = rest.firstIndex(of: ".") else { return nil }
            rest = rest[rest.index(after: dot)...]
        }
        return nil
    }
}
