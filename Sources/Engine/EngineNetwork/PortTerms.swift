import PublicKeyManagement
import ManagementEngine
import NIOSSL

/// On what terms a port accepts connections.
struct PortTerms: Sendable {
    /// Tells these terms from those before and after.
    let number: Int
    /// What TLS needs; nil on the plain port.
    let context: NIOSSLContext?
    /// Which clients may connect; nil when all may.
    let clients: ClientRule?
    /// Whether it is the port of the user OS, and not one of the network.
    var isLocal = false
}

/// The terms on which a connection was accepted, and whether they are still those of its port.
struct StandingTerms: Sendable {
    let terms: PortTerms
    let stand: @Sendable () -> Bool
}
