import Inventory

/// A tunnel of stunnel's between two appliances of a branch.
///
/// Each end shows the other that it knows the branch's key, and what goes through is encrypted (TLS-PSK, RFC 4279 and
/// RFC 8446): who does not know the key neither fetches nor is believed.
enum BranchTunnel: String, CaseIterable {
    /// From the LAN to this appliance's cache.
    case serve
    /// From this appliance's cache to a neighbour's.
    case fetch

    /// Where a serving appliance listens.
    static let port = 3143
    /// Where the cache finds the tunnel to the neighbour; acng.conf names it too.
    private static let entrance = "127.0.0.1:3144"
    private static let cache = "127.0.0.1:3142"

    /// The configuration; nil when the role needs no such tunnel.
    func configuration(of role: BranchRole, keyFile: String) -> String? {
        switch self {
        case .serve: role.serves ? Self.text("0.0.0.0:\(Self.port)", Self.cache, keyFile, []) : nil
        case .fetch:
            role.neighbour.map {
                Self.text(Self.entrance, "\($0):\(Self.port)", keyFile, ["client = yes", "PSKidentity = branch"])
            }
        }
    }

    /// The line of the key file.
    static func secret(of role: BranchRole) -> String { "branch:\(role.key)\n" }

    private static func text(_ accept: String, _ connect: String, _ keyFile: String, _ more: [String]) -> String {
        let global = [
            "foreground = yes", "pid =", "syslog = no", "setuid = nobody", "setgid = nogroup", "[branch]",
            "sslVersionMin = TLSv1.2", "ciphers = PSK", "PSKsecrets = \(keyFile)", "TIMEOUTconnect = 5",
        ]
        return (global + more + ["accept = \(accept)", "connect = \(connect)", ""]).joined(separator: "\n")
    }
}
