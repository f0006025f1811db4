import Crypto
public import Foundation

/// What the appliances of this console's branches know and nobody else.
public struct BranchKey: Sendable {
    /// 64 hexadecimal digits.
    let text: String

    /// Makes a key that nobody knows.
    public init() { self.init(SymmetricKey(size: .bits256)) }

    /// Opens the key in the console's state directory, or makes one.
    public init(in directory: URL) throws {
        let file = StateFile("branch.key", in: directory)
        if let bytes = try file.read(), bytes.count == 32 {
            self.init(SymmetricKey(data: bytes))
        } else {
            let key = SymmetricKey(size: .bits256)
            try file.write(key.withUnsafeBytes { Data($0) })
            self.init(key)
        }
    }

    private init(_ key: SymmetricKey) {
        text = key.withUnsafeBytes { bytes in
            bytes.map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined()
        }
    }
}
