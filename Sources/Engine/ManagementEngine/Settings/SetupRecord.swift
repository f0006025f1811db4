import FoundationEssentials

/// How the engine was set up, kept until it is unprovisioned.
struct SetupRecord: Codable, Hashable, Sendable {
    /// By whom, and proven by what.
    enum Way: Codable, Hashable, Sendable {
        /// By the configuration of the first start.
        case configuration
        /// By a program on the PC; the digest is that of the certificate that it gave, if any.
        case program(certificate: String?)
        /// By the company that a chain has proven.
        case company(Company)
    }

    /// A company, and the authority that vouches for it.
    struct Company: Codable, Hashable, Sendable {
        var commonName: String
        /// The digest of the authority's certificate, in hexadecimal.
        var authority: String
        /// Whether the authority came with the engine.
        var isDefault: Bool
    }

    var way: Way
    /// Seconds since 1970, by the engine's clock.
    var at: UInt32

    /// The mode in which the engine is controlled.
    var mode: ControlMode { if case .program = way { .client } else { .admin } }
}
