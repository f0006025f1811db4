public import CIMModel

extension SKS {
    /// Work that outlasts the request that began it.
    public struct Operation: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "SKS_Operation"

        /// When it ended, ISO 8601; empty while it runs.
        public let finishedAt = Property<String>("FinishedAt")
        /// What it does.
        public let kind = Property<String>("Kind")
        /// Names it.
        public let operationID = Property<String>("OperationID", .key)
        /// Percent.
        public let progress = Property<UInt8>("Progress")
        /// What it brought, as JSON.
        public let result = Property<String>("Result")
        /// When it began, ISO 8601.
        public let startedAt = Property<String>("StartedAt")
        /// Where it stands.
        public let state = Property<SKS.OperationState>("State")
        /// Where it stands, in words.
        public let text = Property<String>("Text")

        public init() {}
    }
}
