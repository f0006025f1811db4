public import CIMModel

extension SKS {
    /// The stance of the wire between the user OS and its appliance.
    public struct StanceService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "SKS_StanceService"

        public let service = CIM.Service()
        /// The number of the case that the person at a PC that is cut off is told; empty when there is none.
        public let caseNumber = Property<String>("CaseNumber")
        /// What may pass now.
        public let stance = Property<SKS.Stance>("Stance")
        /// Why.
        public let stanceReason = Property<String>("StanceReason")
        /// Since when, ISO 8601.
        public let stanceSince = Property<String>("StanceSince")

        /// Changes the stance; it holds at the filter when the answer comes.
        public let requestStance = Method<StanceRequest, Nothing>("RequestStance")
        /// Tells the person at a PC that is cut off the number of the case, and whom to call.
        public let showCase = Method<CaseNotice, Nothing>("ShowCase")

        public init() {}
    }
}

extension SKS.StanceService {
    /// A stance and why.
    public struct StanceRequest: Declaration {
        /// The stance.
        public let stance = Parameter<SKS.Stance>("Stance")
        /// Why, for the log.
        public let reason = Parameter<String>("Reason")

        public init() {}
    }

    /// What a console adds to the notice.
    public struct CaseNotice: Declaration {
        /// The number by which the console knows the case.
        public let caseNumber = Parameter<String>("CaseNumber")
        /// Whom to call; empty for the engine's own word.
        public let contact = Parameter<String>("Contact")

        public init() {}
    }
}
