public import CIMModel

extension AMT {
    /// A certificate that an 802.1X profile uses.
    public struct `8021xCredentialContext`: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_8021xCredentialContext"

        /// The certificate.
        public let elementInContext = Property<Reference<AMT.PublicKeyCertificate>>("ElementInContext", .key)
        /// The profile.
        public let elementProvidingContext = Property<Reference<AMT.`8021XProfile`>>("ElementProvidingContext", .key)

        public init() {}
    }
}
