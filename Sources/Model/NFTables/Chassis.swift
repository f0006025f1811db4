/// The four network devices that the filter joins, by name.
public struct Chassis: Codable, Hashable, Sendable {
    /// The tap of the user OS.
    public let userTap: String
    /// The tap of the appliance that faces the user OS.
    public let inTap: String
    /// The tap of the appliance that faces the LAN.
    public let outTap: String
    /// The way to the LAN.
    public let uplink: String

    /// Refuses names that the kernel would refuse, or that mean something to nft.
    public init(
        userTap: String = "user0",
        inTap: String = "in0",
        outTap: String = "out0",
        uplink: String = "uplink0"
    ) throws(PacketFilterError) {
        for untrustedName in [userTap, inTap, outTap, uplink] where !Self.isDeviceName(untrustedName) {
            throw .badDeviceName(untrustedName)
        }
        guard Set([userTap, inTap, outTap, uplink]).count == 4 else { throw .sameDeviceTwice }
        self.userTap = userTap
        self.inTap = inTap
        self.outTap = outTap
        self.uplink = uplink
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            userTap: container.decode(String.self, forKey: .userTap),
            inTap: container.decode(String.self, forKey: .inTap),
            outTap: container.decode(String.self, forKey: .outTap),
            uplink: container.decode(String.self, forKey: .uplink)
        )
    }

    /// All four devices.
    public var devices: [String] { [userTap, inTap, outTap, uplink] }

    private static func isDeviceName(_ untrustedName: String) -> Bool {
        (1...15).contains(untrustedName.utf8.count) && untrustedName.first?.isLetter == true
            && untrustedName.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    }
}
