package import AMTSchema
package import CIMModel

extension Reference<CIM.ComputerSystem> {
    /// The PC.
    package static let managedSystem = Reference(["CreationClassName": "CIM_ComputerSystem", "Name": "ManagedSystem"])
}
