extension QEMUCommandLine {
    /// Who draws the screen, and what the user OS draws on.
    mutating func addDisplay(_ display: Display, _ run: RunDirectory) {
        switch display.kind {
        case .none: return add("-display", "none")
        case .vnc: add("-display", "vnc=unix:\(Self.quoted(run.display))")
        case .spice:
            add("-display", display.acceleration ? "egl-headless" : "none")
            add("-spice", "unix=on,disable-ticketing=on,addr=\(Self.quoted(run.display))")
        }
        add("-device", (display.acceleration ? "virtio-vga-gl" : "virtio-vga") + ",id=screen")
        add("-device", "qemu-xhci,id=desk")
        add("-device", "usb-kbd,bus=desk.0")
        add("-device", "usb-tablet,bus=desk.0")
    }

    /// The host's USB devices that the user OS is given.
    mutating func addUSB(_ devices: [USBDevice]) {
        if devices.isEmpty { return }
        add("-device", "qemu-xhci,id=passed-usb")
        for (place, device) in devices.enumerated() {
            let (vendor, product) = (USBDevice.hex(device.vendor), USBDevice.hex(device.product))
            add(
                "-device",
                "usb-host,id=usb\(place),bus=passed-usb.0,vendorid=0x\(vendor),productid=0x\(product)"
            )
        }
    }

    /// A PCI device of the host, behind a port of its own.
    mutating func addPCI(_ address: PCIAddress, id: String, slot: Int) {
        add("-device", "pcie-root-port", ["id": id + "-port", "chassis": String(slot), "slot": String(slot)])
        add("-device", "vfio-pci", ["id": id, "host": address.description, "bus": id + "-port"])
    }

    /// The TPM 2.0 that another process is.
    mutating func addTPM() {
        add("-chardev", "socket,id=tpm-socket,fd=\(pass(.tpm))")
        add("-tpmdev", "emulator,id=tpm0,chardev=tpm-socket")
        add("-device", "tpm-crb,tpmdev=tpm0")
    }

    /// The first slot of devices that are passed through; those before are ``addSpareSlots(_:)``'s.
    static let firstPassedSlot = 16
}
