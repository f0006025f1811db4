public import CIMModel

extension AMT {
    /// Which certificate TLS serves. What is put here holds after CommitChanges.
    public struct TLSCredentialContext: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_TLSCredentialContext"

        /// The certificate.
        public let elementInContext = Property<Reference<AMT.PublicKeyCertificate>>("ElementInContext", [.key, .write])
        /// The ends of the connections.
        public let elementProvidingContext = Property<Reference<AMT.TLSProtocolEndpointCollection>>(
            "ElementProvidingContext",
            .key
        )

        public init() {}
    }
}
