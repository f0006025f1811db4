import AMTSchema
import CIMModel
public import Fleet
public import Inventory

extension AMTEndpointControl {
    public func hardware() async throws(FleetError) -> HardwareInventory {
        let chassis = try await all(CIM.Chassis.self).first
        let package = try await all(CIM.ComputerSystemPackage.self).first
        let bios = try await all(CIM.BIOSElement.self).first
        let board = try await all(CIM.Card.self).first
        return HardwareInventory(
            system: SystemIdentity(chassis, uuid: package?.platformGUID ?? ""),
            bios: BIOSIdentity(
                vendor: bios?.manufacturer ?? "",
                version: bios?.version ?? "",
                releaseDate: bios?.releaseDate?.text ?? ""
            ),
            board: BoardIdentity(
                manufacturer: board?.manufacturer ?? "",
                product: board?.model ?? "",
                version: board?.version ?? "",
                serial: board?.serialNumber ?? "",
                assetTag: ""
            ),
            chassis: ChassisIdentity(
                manufacturer: chassis?.manufacturer ?? "",
                version: chassis?.version ?? "",
                serial: chassis?.serialNumber ?? "",
                assetTag: chassis?.tag ?? ""
            ),
            processors: try await processors(),
            memory: try await all(CIM.PhysicalMemory.self).map { MemoryModule($0) },
            media: try await all(CIM.MediaAccessDevice.self).map { MediaDevice($0) },
            nics: []
        )
    }

    /// Speed and family are the processor's, maker and brand its package's.
    private func processors() async throws(FleetError) -> [Processor] {
        let chips = try await all(CIM.Chip.self)
        return try await all(CIM.Processor.self).enumerated().map { place, processor in
            let chip = chips.first { $0.tag == processor.deviceID } ?? (chips.count > place ? chips[place] : nil)
            return Processor(
                manufacturer: chip?.manufacturer ?? "",
                family: Int(processor.family ?? 0),
                model: chip?.version ?? "",
                cores: 0,
                maxSpeedMHz: Int(processor.maxClockSpeed ?? 0)
            )
        }
    }
}

extension SystemIdentity {
    fileprivate init(_ chassis: Instance<CIM.Chassis>?, uuid: String) {
        self.init(
            manufacturer: chassis?.manufacturer ?? "",
            product: chassis?.model ?? "",
            version: chassis?.version ?? "",
            serial: chassis?.serialNumber ?? "",
            uuid: uuid
        )
    }
}

extension MemoryModule {
    fileprivate init(_ module: Instance<CIM.PhysicalMemory>) {
        self.init(
            bank: module.bankLabel ?? "",
            manufacturer: module.manufacturer ?? "",
            part: module.partNumber ?? "",
            serial: module.serialNumber ?? "",
            assetTag: "",
            sizeBytes: module.capacity ?? 0,
            speedMHz: Int(module.configuredMemoryClockSpeed ?? module.maxMemorySpeed ?? 0)
        )
    }
}

extension MediaDevice {
    /// CIM gives the size in thousands of bytes, and a drive for changing media as nothing.
    fileprivate init(_ device: Instance<CIM.MediaAccessDevice>) {
        let kilobytes = device.maxMediaSize ?? 0
        self.init(
            kind: kilobytes == 0 ? .cdrom : .disk,
            device: device.deviceID ?? "",
            model: device.elementName ?? "",
            serial: "",
            sizeBytes: kilobytes.multipliedReportingOverflow(by: 1000).partialValue
        )
    }
}
