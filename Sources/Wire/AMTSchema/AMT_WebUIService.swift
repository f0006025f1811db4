public import CIMModel

extension AMT {
    /// Whether the engine has pages for browsers.
    public struct WebUIService: ServiceClass {
        public typealias Status = CIM.StateChangeStatus
        public static let className: ClassName = "AMT_WebUIService"

        public let service = CIM.Service()

        /// Asks for another state.
        public let requestStateChange = Method<CIM.StateRequest, Nothing>("RequestStateChange")

        public init() {}
    }
}
