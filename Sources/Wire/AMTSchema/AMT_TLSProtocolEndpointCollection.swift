public import CIMModel

extension AMT {
    /// The ends of TLS connections, together, for they share a certificate.
    public struct TLSProtocolEndpointCollection: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_TLSProtocolEndpointCollection"

        /// Names the collection.
        public let elementName = Property<String>("ElementName", .key)

        public init() {}
    }
}
