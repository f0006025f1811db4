import CIMModel

/// A class for the tests, with one field of each kind.
struct Clock: CIMClass {
    static let className: ClassName = "AMT_Clock"

    let service = Part()
    let alarms = Property<[UInt8]>("Alarms", .write)
    let isRunning = Property<Bool>("IsRunning")
    let owner = Property<Reference<Clock>>("Owner")
    let source = Property<Source>("Source", .write)
    let start = Property<DateTime>("Start")

    enum Source: UInt8, ValueMap { case bios, configured }
    enum Status: UInt32, ValueMap { case success = 0, invalid = 36 }
}

/// What a superclass brings.
struct Part: Declaration {
    let name = Property<String>("Name", .key)
}
