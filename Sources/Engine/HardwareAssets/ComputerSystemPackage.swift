package import ObjectManager
package import AMTSchema
package import CIMModel

/// The PC in its chassis, with the platform GUID.
package struct PackageProvider: Provider {
    let identity: Identity

    package init(identity: Identity) { self.identity = identity }

    package func instances() -> [Instance<CIM.ComputerSystemPackage>] {
        [
            Instance {
                $0.antecedent = Reference(["CreationClassName": "CIM_Chassis", "Tag": "CIM_Chassis"])
                $0.dependent = .managedSystem
                $0.platformGUID = identity.platformGUID
            }
        ]
    }
}
