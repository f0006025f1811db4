public import CIMModel

/// The two ends of an association, by its properties.
public typealias AssociationEnds<Class: CIMClass> = (
    one: KeyPath<Class, Property<Reference<CIM.ManagedElement>>>,
    other: KeyPath<Class, Property<Reference<CIM.ManagedElement>>>
)

/// A class whose instances say no more than that two others belong together.
public protocol Association: CIMClass {
    /// The properties that refer to the one and to the other.
    static var ends: AssociationEnds<Self> { get }
}

extension CIM {
    /// Whatever can be referred to; every class derives from it.
    public struct ManagedElement: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_ManagedElement"

        public init() {}
    }
}
