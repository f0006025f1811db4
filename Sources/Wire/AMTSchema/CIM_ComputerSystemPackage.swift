public import CIMModel

extension CIM {
    /// The PC and the chassis that it is in.
    public struct ComputerSystemPackage: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_ComputerSystemPackage"

        /// The chassis.
        public let antecedent = Property<Reference<CIM.Chassis>>("Antecedent", .key)
        /// The PC.
        public let dependent = Property<Reference<CIM.ComputerSystem>>("Dependent", .key)
        /// 32 hexadecimal digits in SMBIOS order.
        public let platformGUID = Property<String>("PlatformGUID")

        public init() {}
    }
}
