import AccessControl
public import ObjectManager
import AMTSchema
public import Inventory
import VirtualPC

/// What the engine's own page shows of the PC.
public struct SystemStatus: Sendable {
    /// The name by which the network knows the PC.
    public let hostName: String
    /// The management address.
    public let address: String
    /// The platform's GUID.
    public let uuid: String
    /// Whether the PC is on.
    public let isOn: Bool
}

extension ManagementEngine {
    /// What the PC is made of; nil for a caller who may not read of it.
    public func hardware(for caller: Caller) -> HardwareInventory? {
        access.permits(caller, [.hardwareAsset]) ? pc.hardware : nil
    }
}
