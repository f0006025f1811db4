import FoundationEssentials

/// How the engine was set up, kept until it is unprovisioned.
package struct SetupRecord: Codable, Hashable, Sendable {
    /// By whom, and proven by what.
    package enum Way: Codable, Hashable, Sendable {
        /// By the configuration of the first start.
        case configuration
        /// By a program on the PC; the digest is that of the certificate that it gave, if any.
        case program(certificate: String?)
        /// By the company that a chain has proven.
        case company(Company)
    }

    /// A company, and the authority that vouches for it.
    package struct Company: Codable, Hashable, Sendable {
        package var commonName: String
        /// The digest of the authority's certificate, in hexadecimal.
        package var authority: String
        /// Whether the authority came with the engine.
        package var isDefault: Bool
    }

    package var way: Way
    /// Seconds since 1970, by the engine's clock.
    package var at: UInt32

    /// The mode in which the engine is controlled.
    var mode: ControlMode { if case .program = way { .client } else { .admin } }
}
