import FoundationEssentials
import Glibc

/// The devices of the host, as the kernel tells of them.
struct HostDevices: Sendable {
    /// Where the kernel's file systems are; empty but in tests.
    var root = ""

    /// The device files by which a virtual machine holds a PCI device: its IOMMU group, and what all groups share.
    ///
    /// - Throws: ``PCError`` when it is not ready to be passed through.
    func files(of address: PCIAddress) throws(PCError) -> [String] {
        let folder = "\(pciFolder)/\(address)"
        guard exists(folder) else { throw .failed("the host has no PCI device \(address)") }
        guard let group = linked(folder + "/iommu_group") else {
            throw .failed(
                "the PCI device \(address) is in no IOMMU group; turn on VT-d or AMD-Vi, and the kernel's IOMMU"
            )
        }
        let driver = linked(folder + "/driver") ?? "no driver"
        guard driver == "vfio-pci" else {
            throw .failed(
                "the PCI device \(address) belongs to \(driver); bind it to vfio-pci (driverctl set-override)"
            )
        }
        return [root + "/dev/vfio/vfio", root + "/dev/vfio/" + group]
    }

    /// Refuses a device by which the user OS could reach a network without the guard, and one whose IOMMU group holds
    /// such a device, which could be reached through it.
    func requireNoNetwork(_ address: PCIAddress) throws(PCError) {
        for member in members(with: address) where isNetwork(member) {
            let other = member == address.description ? "" : ", which shares the IOMMU group of \(address),"
            throw .refused(
                "\(member)\(other) is a network adapter: the user OS would go around the guard; "
                    + "pass it to the appliance as its uplink instead"
            )
        }
    }

    /// Refuses as uplink what is no network adapter.
    func requireNetwork(_ address: PCIAddress) throws(PCError) {
        guard isNetwork(address.description) else {
            throw .refused("appliance.uplink: the PCI device \(address) is no network adapter")
        }
    }

    /// The device file of each device of the host with these numbers.
    ///
    /// - Throws: ``PCError`` when there is none, or when it leads to a network.
    func files(of device: USBDevice) throws(PCError) -> [String] {
        let found = list(usbFolder).filter { name in
            hex("\(usbFolder)/\(name)/idVendor") == Int(device.vendor)
                && hex("\(usbFolder)/\(name)/idProduct") == Int(device.product)
        }
        guard !found.isEmpty else { throw .failed("no USB device \(device) is plugged in") }
        if found.contains(where: leadsToNetwork) {
            throw .refused("the USB device \(device) leads to a network: the user OS would go around the guard")
        }
        return found.compactMap { name in
            guard let bus = number("\(usbFolder)/\(name)/busnum"), let place = number("\(usbFolder)/\(name)/devnum")
            else {
                return nil
            }
            return "\(root)/dev/bus/usb/\(Self.padded(bus))/\(Self.padded(place))"
        }
    }

    /// Communications, wireless controllers and their data interfaces: modems, network adapters, Bluetooth, tethered phones.
    private static let networkClasses: Set<Int> = [0x02, 0x0A, 0xE0]

    private func leadsToNetwork(_ name: String) -> Bool {
        let interfaces = list(usbFolder).filter { $0.hasPrefix(name + ":") }
        let classes =
            [hex("\(usbFolder)/\(name)/bDeviceClass")] + interfaces.map { hex("\(usbFolder)/\($0)/bInterfaceClass") }
        return classes.compactMap(\.self).contains(where: Self.networkClasses.contains)
    }

    private func members(with address: PCIAddress) -> [String] {
        let members = list("\(pciFolder)/\(address)/iommu_group/devices")
        return members.isEmpty ? [address.description] : members.sorted()
    }

    /// Class 02 of PCI: network controllers; of class 0D, wireless controllers, some are too.
    private func isNetwork(_ name: String) -> Bool {
        guard let number = hex("\(pciFolder)/\(name)/class") else { return false }
        return [0x02, 0x0D].contains(number >> 16)
    }

    private var pciFolder: String { root + "/sys/bus/pci/devices" }
    private var usbFolder: String { root + "/sys/bus/usb/devices" }

    private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private func list(_ folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    private func linked(_ path: String) -> String? {
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
        return target?.split(separator: "/").last.map(String.init)
    }

    private func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self).trimmed }
    }

    private func number(_ path: String) -> Int? { text(path).flatMap { Int($0) } }

    private func hex(_ path: String) -> Int? {
        text(path).flatMap { Int($0.hasPrefix("0x") ? String($0.dropFirst(2)) : $0, radix: 16) }
    }

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }
}
