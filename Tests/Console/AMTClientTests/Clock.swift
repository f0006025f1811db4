import CIMModel

/// A class for the tests.
struct Clock: CIMClass {
    static let className: ClassName = "AMT_Clock"

    let name = Property<String>("Name", .key)
    let hour = Property<UInt8>("Hour", .write)
    let add = Method<Hours, Hours>("Add")

    enum Status: UInt32, ValueMap { case success = 0, invalid = 36 }

    struct Hours: Declaration {
        let hours = Parameter<UInt8>("Hours")
    }
}
