import Logging
import QMP

extension QEMUPC {
    /// The board's PCI devices; none while the user OS is off.
    public func pciDevices() async -> [PCIDevice] {
        guard let buses = try? await user?.monitor.execute(QueryPCI()) else { return [] }
        return Self.flattened(buses.flatMap(\.devices)).map(PCIDevice.init(untrusted:))
    }

    /// The host's sensors: the PC is as warm as what it runs on.
    public func sensors() async -> [BoardSensor] {
        do {
            return try await host.sensors()
        } catch {
            logger.warning("the sensors cannot be read", metadata: ["error": "\(error)"])
            return []
        }
    }

    private static func flattened(_ devices: [QueryPCI.Device]) -> [QueryPCI.Device] {
        devices.flatMap { [$0] + flattened($0.children) }
    }
}

extension PCIDevice {
    fileprivate init(untrusted device: QueryPCI.Device) {
        self.init(
            location: UInt16(clamping: (device.bus & 0xFF) << 8 | (device.slot & 0x1F) << 3 | device.function & 7),
            classCode: UInt16(truncatingIfNeeded: device.classCode),
            vendor: UInt16(truncatingIfNeeded: device.vendor),
            product: UInt16(truncatingIfNeeded: device.product),
            subsystemVendor: UInt16(truncatingIfNeeded: device.subsystemVendor),
            subsystem: UInt16(truncatingIfNeeded: device.subsystem),
            baseAddresses: device.addresses.prefix(6).filter { $0 >= 0 }.map { UInt32(truncatingIfNeeded: $0) }
        )
    }
}
