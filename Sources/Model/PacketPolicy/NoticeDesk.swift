/// What answers a user OS that is cut off: a page that says why, and the name service that leads every name to it.
///
/// It belongs to the appliance. Whatever the user OS may still send is sent to its hardware address, whoever it was
/// meant for; only what comes from that address comes back.
public enum NoticeDesk {
    /// Locally administered; no frame of it leaves the PC.
    public static let hardwareAddress = MACAddress(bits: 0x0273_656b_6905)
    /// What every name means while the PC is cut off.
    public static let address = IPAddress.ipv4(169, 254, 77, 5)
    /// The page, the name service, and addresses for a user OS that begins while it is cut off.
    public static let services: [RepairLink.Service] = [
        RepairLink.Service(transport: .tcp, port: 80), RepairLink.Service(transport: .udp, port: 53),
        RepairLink.Service(transport: .udp, port: 67),
    ]
}
