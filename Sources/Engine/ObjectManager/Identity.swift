/// Who the endpoint is, as far as it does not change while the engine runs.
public struct Identity: Sendable {
    /// The endpoint's name, its AMT host name until a console sets another.
    public let name: String
    /// The platform GUID, in the form 8-4-4-4-12.
    public let uuid: String
    /// The management address.
    public let address: String
    /// The domain that the endpoint is in until a console sets another; empty when it is not known.
    public let domain: String
    /// The version of AMT whose behaviour the engine has.
    public static let amtVersion = "15.0.23"
    /// The build of that version.
    public static let build = "1706"
    /// The value of the `Server` header, by which clients read the version.
    public static let server = "Intel(R) Active Management Technology \(amtVersion).\(build)"

    /// Creates an identity from its parts.
    public init(name: String, uuid: String, address: String, domain: String = "") {
        self.domain = domain
        self.name = name
        self.uuid = uuid
        self.address = address
    }

    /// The GUID's 16 bytes in SMBIOS order: the first three fields least byte first.
    public var guidBytes: [UInt8] {
        let digits = Array(uuid.utf8.filter { $0 != 0x2D })
        let bytes = stride(from: 0, to: digits.count - digits.count % 2, by: 2).map { place in
            UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16) ?? 0
        }
        guard bytes.count == 16 else { return Array(repeating: 0, count: 16) }
        return bytes[0..<4].reversed() + bytes[4..<6].reversed() + bytes[6..<8].reversed() + bytes[8...]
    }

    /// The GUID as CIM_ComputerSystemPackage has it: 32 upper-case digits in SMBIOS order.
    package var platformGUID: String {
        guidBytes.reduce(into: "") { text, byte in
            let digits = String(byte, radix: 16, uppercase: true)
            text += digits.count == 1 ? "0" + digits : digits
        }
    }
}
