public import CIMModel

extension IPS {
    /// A certificate that the 802.1X settings use.
    public struct `8021xCredentialContext`: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "IPS_8021xCredentialContext"

        /// The certificate.
        public let elementInContext = Property<Reference<AMT.PublicKeyCertificate>>("ElementInContext", .key)
        /// The settings.
        public let elementProvidingContext = Property<Reference<IPS.IEEE8021xSettings>>("ElementProvidingContext", .key)

        public init() {}
    }
}
