public import CIMModel

extension SKS {
    /// Something that the guard called illegal.
    public struct Finding: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "SKS_Finding"

        /// What was done.
        public let action = Property<String>("Action")
        /// When, ISO 8601.
        public let at = Property<String>("At")
        /// Where it went.
        public let destination = Property<String>("Destination")
        /// What was seen.
        public let evidence = Property<String>("Evidence")
        /// Names it.
        public let findingID = Property<String>("FindingID", .key)
        /// How it was found: worm, port-scan, signature, blocked-address, blocked-name, beaconing, exfiltration,
        /// spoofing or blind.
        public let kind = Property<String>("Kind")
        /// The program inside the user OS that had the connection; empty when nobody could tell.
        public let program = Property<String>("Program")
        /// The signature that matched.
        public let signature = Property<String>("Signature")
        /// Whence it came.
        public let source = Property<String>("Source")
        /// What it is, for people.
        public let summary = Property<String>("Summary")

        public init() {}
    }
}
