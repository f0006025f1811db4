public import CIMModel

extension AMT {
    /// What sends platform event traps.
    public struct EventManagerService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_EventManagerService"

        public let service = CIM.Service()
        /// The community of subscribers that name none.
        public let defaultCommunityString = Property<String>("DefaultCommunityString", .write)

        public init() {}
    }
}
