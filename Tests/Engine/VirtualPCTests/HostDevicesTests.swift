import FoundationEssentials
import Testing

@testable import VirtualPC

@Suite("The host's devices")
struct HostDevicesTests {
    private let root = "/tmp/sekisho-devices-\(UUID().uuidString)"
    private let files = FileManager.default

    private func write(_ path: String, _ text: String) throws {
        try files.createDirectory(
            atPath: URL(filePath: root + path).deletingLastPathComponent().path(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: URL(filePath: root + path))
    }

    private func link(_ path: String, to target: String) throws {
        try files.createSymbolicLink(atPath: root + path, withDestinationPath: target)
    }

    /// A PCI device as the kernel shows it.
    private func add(_ address: String, class number: String, group: String?, driver: String?) throws {
        let folder = "/sys/bus/pci/devices/" + address
        try write(folder + "/class", number + "\n")
        if let driver { try link(folder + "/driver", to: "../drivers/" + driver) }
        guard let group else { return }
        try write("/groups/\(group)/devices/\(address)", "")
        try link(folder + "/iommu_group", to: root + "/groups/" + group)
    }

    /// A USB device with one interface.
    private func add(usb name: String, _ vendor: String, _ product: String, interface: String) throws {
        let folder = "/sys/bus/usb/devices/"
        for (file, text) in [
            ("idVendor", vendor), ("idProduct", product), ("bDeviceClass", "00"), ("busnum", "1"), ("devnum", "12"),
        ] { try write("\(folder)\(name)/\(file)", text + "\n") }
        try write("\(folder)\(name):1.0/bInterfaceClass", interface + "\n")
    }

    private func withHost(_ body: (HostDevices) throws -> Void) throws {
        defer { try? files.removeItem(atPath: root) }
        try add("0000:01:00.0", class: "0x030000", group: "7", driver: "vfio-pci")
        try add("0000:01:00.1", class: "0x040300", group: "7", driver: "vfio-pci")
        try add("0000:02:00.0", class: "0x020000", group: "8", driver: "vfio-pci")
        try add("0000:03:00.0", class: "0x030000", group: "9", driver: "vfio-pci")
        try add("0000:03:00.1", class: "0x028000", group: "9", driver: "vfio-pci")
        try add("0000:04:00.0", class: "0x030000", group: "10", driver: "nouveau")
        try add("0000:05:00.0", class: "0x030000", group: nil, driver: "vfio-pci")
        try add(usb: "1-1", "046d", "c52b", interface: "03")
        try add(usb: "1-2", "0bda", "8153", interface: "02")
        try body(HostDevices(root: root))
    }

    private func address(_ text: String) throws -> PCIAddress { try #require(PCIAddress(untrusted: text)) }

    private func refusal(_ body: () throws(PCError) -> Void) -> String {
        do throws(PCError) {
            try body()
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test("a GPU bound to vfio-pci is held by the files of its IOMMU group")
    func gpu() throws {
        try withHost { host in
            try host.requireNoNetwork(try address("0000:01:00.0"))
            let files = try host.files(of: try address("0000:01:00.0"))
            #expect(files == [root + "/dev/vfio/vfio", root + "/dev/vfio/7"])
        }
    }

    @Test("a network adapter is the appliance's alone, also when it only shares the GPU's IOMMU group")
    func network() throws {
        try withHost { host in
            let (adapter, shared) = (try address("0000:02:00.0"), try address("0000:03:00.0"))
            #expect(
                refusal { () throws(PCError) in try host.requireNoNetwork(adapter) }.contains("go around the guard")
            )
            let text = refusal { () throws(PCError) in try host.requireNoNetwork(shared) }
            #expect(text.contains("0000:03:00.1, which shares the IOMMU group of 0000:03:00.0"))
            try host.requireNetwork(adapter)
            #expect(refusal { () throws(PCError) in try host.requireNetwork(shared) }.contains("no network adapter"))
        }
    }

    @Test("what is not ready says what to do: absent, another driver's, without IOMMU")
    func notReady() throws {
        try withHost { host in
            for (name, words) in [
                ("0000:09:00.0", "no PCI device"), ("0000:04:00.0", "belongs to nouveau"), ("0000:05:00.0", "VT-d"),
            ] {
                let address = try address(name)
                #expect(refusal { () throws(PCError) in _ = try host.files(of: address) }.contains(words))
            }
        }
    }

    @Test("a USB device is found by its numbers, and refused when it leads to a network")
    func usb() throws {
        try withHost { host in
            let receiver = try #require(USBDevice(untrusted: "046d:c52b"))
            #expect(try host.files(of: receiver) == [root + "/dev/bus/usb/001/012"])
            let adapter = try #require(USBDevice(untrusted: "0bda:8153"))
            #expect(refusal { () throws(PCError) in _ = try host.files(of: adapter) }.contains("around the guard"))
            let absent = try #require(USBDevice(untrusted: "dead:beef"))
            #expect(refusal { () throws(PCError) in _ = try host.files(of: absent) }.contains("plugged in"))
        }
    }
}
