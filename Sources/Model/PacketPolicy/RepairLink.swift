/// The addresses and services that are all the network there is in the patching stance.
public enum RepairLink {
    /// The user OS, while it is being patched.
    public static let userOS = IPAddress.ipv4(169, 254, 77, 2)
    /// The appliance, as the user OS sees it.
    public static let appliance = IPAddress.ipv4(169, 254, 77, 1)
    /// The package cache and the name service of the appliance.
    public static let services: [Service] = [
        Service(transport: .tcp, port: 3142), Service(transport: .tcp, port: 53), Service(transport: .udp, port: 53),
    ]

    /// One port at which the appliance answers.
    public struct Service: Hashable, Sendable {
        public let transport: TransportProtocol
        public let port: UInt16
    }

    /// The address of a party on the link.
    public static func address(of party: Party) -> IPAddress {
        party == .userOS ? userOS : appliance
    }
}
