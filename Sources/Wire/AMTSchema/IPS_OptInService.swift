public import CIMModel

extension IPS {
    /// Asking the user for consent, by a code that only the screen shows.
    public struct OptInService: ServiceClass {
        public typealias Status = OptInStatus
        public static let className: ClassName = "IPS_OptInService"

        public let service = CIM.Service()
        /// Whether the policy may be changed.
        public let canModifyOptInPolicy = Property<UInt32>("CanModifyOptInPolicy")
        /// Seconds that consent holds once the code has been sent.
        public let optInCodeTimeout = Property<UInt32>("OptInCodeTimeout", .write)
        /// Seconds that a code is shown.
        public let optInDisplayTimeout = Property<UInt16>("OptInDisplayTimeout", .write)
        /// 0 for nothing, 1 for KVM, 4294967295 for all.
        public let optInRequired = Property<UInt32>("OptInRequired", .write)
        /// 0 not started, 1 requested, 2 displayed, 3 received, 4 in session.
        public let optInState = Property<UInt32>("OptInState")

        /// Takes the code off the screen, and consent back.
        public let cancelOptIn = Method<Nothing, Nothing>("CancelOptIn")
        /// Sends what the user reads from the screen.
        public let sendOptInCode = Method<Code, Nothing>("SendOptInCode")
        /// Shows a code on the user's screen.
        public let startOptIn = Method<Nothing, Nothing>("StartOptIn")

        public init() {}

        /// What the methods return.
        public enum OptInStatus: UInt32, ValueMap {
            case success = 0
            case internalError
            case invalidState
            case blocked
            case notPermitted = 16
            case invalidParameter = 36
        }
    }
}

extension IPS.OptInService {
    /// A code.
    public struct Code: Declaration {
        /// Its six digits as a number.
        public let optInCode = Parameter<UInt32>("OptInCode")

        public init() {}
    }
}
