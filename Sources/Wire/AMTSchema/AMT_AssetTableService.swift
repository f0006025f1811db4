public import CIMModel

extension AMT {
    /// Keeps the board's tables, so that they can be read while the PC is off.
    public struct AssetTableService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_AssetTableService"

        public let service = CIM.Service()

        /// The kinds of tables, such as `SMbios:17`.
        public let tableTypes = Property<[String]>("TableTypes")

        public init() {}
    }
}
