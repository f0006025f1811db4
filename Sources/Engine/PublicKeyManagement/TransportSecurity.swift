/// What the management ports offer at the moment: plain HTTP, TLS, and to whom.
public struct TransportSecurity: Sendable, Hashable {
    /// Whether 16993 is open.
    public let offersTLS: Bool
    /// Whether 16992 is open.
    public let offersPlain: Bool
    /// The served certificate and, after it, those of the authorities above it that the engine knows; DER.
    public let chain: [[UInt8]]
    /// The key of the served certificate, PKCS#1 DER.
    public let privateKey: [UInt8]
    /// Which clients may connect with TLS; nil when all may.
    public let clients: ClientRule?

    /// Creates an offer from its parts.
    public init(
        offersTLS: Bool,
        offersPlain: Bool,
        chain: [[UInt8]],
        privateKey: [UInt8],
        clients: ClientRule? = nil
    ) {
        self.offersTLS = offersTLS
        self.offersPlain = offersPlain
        self.chain = chain
        self.privateKey = privateKey
        self.clients = clients
    }

    /// The same to no client.
    var withoutAuthorities: TransportSecurity {
        TransportSecurity(
            offersTLS: offersTLS,
            offersPlain: offersPlain,
            chain: chain,
            privateKey: privateKey,
            clients: ClientRule(trustedRoots: [], trustedNames: [])
        )
    }
}
