import ObjectManager
import AMTSchema
import CIMModel
package import NVRAM
package import VirtualPC

/// The board's PCI devices, which the firmware found at the last start; also readable when the PC is off.
package struct PCIDevices: Provider {
    let pc: any VirtualPC
    let nvram: NVRAM

    package init(pc: any VirtualPC, nvram: NVRAM) {
        self.pc = pc
        self.nvram = nvram
    }

    private static let key = "pciDevices"

    func instances() async throws -> [Instance<AMT.PCIDevice>] {
        try await devices().enumerated().map { place, device in
            Instance {
                $0.baseAddress = device.baseAddresses
                $0.classCode = UInt8(device.classCode >> 8)
                $0.creationClassName = "AMT_PCIDevice"
                $0.deviceID = "PCI DEV \(place)"
                $0.deviceLocation = device.location
                $0.elementName = "Managed System PCI Device"
                $0.name = Self.hex(device.vendor) + ":" + Self.hex(device.product)
                $0.subclass = UInt8(device.classCode & 0xFF)
                $0.subsystemID = device.subsystem
                $0.subsystemVendorID = device.subsystemVendor
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "ManagedSystem"
                $0.vendorID = device.vendor
            }
        }
    }

    private func devices() async throws -> [PCIDevice] {
        let kept = try await nvram.setting(Self.key, as: [PCIDevice].self) ?? []
        let found = await pc.pciDevices()
        guard !found.isEmpty, found != kept else { return kept }
        try await nvram.set(found, for: Self.key)
        return found
    }

    private static func hex(_ number: UInt16) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
