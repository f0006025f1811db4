public import CIMModel

extension AMT {
    /// What an authority says of the certificates that it revoked.
    public struct CRL: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_CRL"

        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the list.
        public let instanceID = Property<String>("InstanceID", .key)
        /// The serial numbers, in hexadecimal.
        public let serialNumbers = Property<[String]>("SerialNumbers")
        /// Where the authority publishes it.
        public let url = Property<String>("Url")

        public init() {}
    }
}
