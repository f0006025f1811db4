import ObjectManager
import AMTSchema
import CIMModel

/// The engine's software, by which clients learn what it can.
struct SoftwareIdentities: Provider {
    /// The parts, by name, and their versions.
    static var parts: [(name: String, version: String)] {
        let version = Identity.amtVersion
        return [
            ("Flash", version), ("Netstack", version), ("AMTApps", version), ("AMT", version), ("Sku", "16392"),
            ("VendorID", "8086"), ("Build Number", Identity.build), ("Recovery Version", version),
            ("Recovery Build Num", Identity.build), ("Legacy Mode", "False"), ("AMT FW Core Version", version),
        ]
    }

    func instances() -> [Instance<CIM.SoftwareIdentity>] {
        Self.parts.map { name, version in
            Instance {
                $0.instanceID = name
                $0.isEntity = true
                $0.versionString = version
            }
        }
    }
}
