import NIOPosix
import PacketPolicy
import ServiceLifecycle

/// Looks which IPv4 network the LAN has lent the appliance an address in: where that is a public one, it is home too.
struct LeaseWatch: Service {
    let path: String
    let threads: NIOThreadPool
    let judge: @Sendable (GuardEvent) async -> Void

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let path = path
            let untrustedLease = try? await threads.runIfActive { Files.read(path, longest: 64) ?? [] }
            if let network = Self.network(untrustedLease: untrustedLease ?? []) { await judge(.lent(network)) }
            try? await Task.sleep(for: .seconds(5))
        }
    }

    /// The network of an address with its prefix length, as `192.0.2.0/24`; nil when it is none, is private, or is more than
    /// a LAN.
    static func network(untrustedLease: [UInt8]) -> String? {
        let parts = String(decoding: untrustedLease, as: UTF8.self).filter { !$0.isWhitespace }.split(separator: "/")
        guard parts.count == 2, let length = Int(parts[1]), (16...32).contains(length),
            let address = IPAddress(untrusted: String(parts[0])), address.family == .ipv4, !isPrivate(address.octets)
        else { return nil }
        let host = UInt128(32 - length)
        return "\(IPAddress((address.number >> host) << host, .ipv4))/\(length)"
    }

    /// Of the networks that are home everywhere.
    private static func isPrivate(_ octets: [UInt8]) -> Bool {
        switch (octets[0], octets[1]) {
        case (10, _), (100, 64...127), (169, 254), (172, 16...31), (192, 168): true
        default: false
        }
    }
}
