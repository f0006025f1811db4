public import CIMModel

extension CIM {
    /// What RequestStateChange returns.
    public enum StateChangeStatus: UInt32, ValueMap {
        case completed = 0
        case notSupported
        case unknown
        case timeout
        case failed
        case invalidParameter
        case inUse
        case invalidStateTransition = 4097
    }
}
