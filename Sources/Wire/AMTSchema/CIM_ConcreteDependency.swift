public import CIMModel

extension CIM {
    /// That one thing needs another: a certificate its key, an identity its role.
    public struct ConcreteDependency: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_ConcreteDependency"

        /// What is needed, a certificate or whatever else.
        public let antecedent = Property<Reference<AMT.PublicKeyCertificate>>("Antecedent", .key)
        /// What needs it, a key pair or whatever else.
        public let dependent = Property<Reference<AMT.PublicPrivateKeyPair>>("Dependent", .key)

        public init() {}
    }
}
