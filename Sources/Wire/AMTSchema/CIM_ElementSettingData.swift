public import CIMModel

extension CIM {
    /// Which settings an element has, and whether they hold now.
    public struct ElementSettingData: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_ElementSettingData"

        /// 1 they hold, 2 they do not.
        public let isCurrent = Property<UInt16>("IsCurrent")
        /// 1 the delivered ones, 2 others.
        public let isDefault = Property<UInt16>("IsDefault")
        /// 1 they hold from the next start on, 2 they do not, 3 for one start.
        public let isNext = Property<UInt16>("IsNext")
        /// The element.
        public let managedElement = Property<Reference<CIM.ComputerSystem>>("ManagedElement", .key)
        /// The settings.
        public let settingData = Property<Reference<AMT.SystemPowerScheme>>("SettingData", .key)

        public init() {}
    }
}
