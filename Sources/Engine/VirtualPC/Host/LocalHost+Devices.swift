import Glibc

extension LocalHost {
    /// Gives a machine's user the host's devices that its configuration names, after a look at what they are.
    func giveDevices(to machine: MachineName) throws(PCError) {
        let devices = HostDevices()
        switch machine {
        case .userOS:
            for address in configuration.userOS.pci {
                try devices.requireNoNetwork(address)
                try Self.give(try devices.files(of: address), to: configuration.userOS.uid)
            }
            for device in configuration.userOS.usb {
                try Self.give(try devices.files(of: device), to: configuration.userOS.uid)
            }
        case .appliance:
            guard let uplink = configuration.appliance.uplink else { return }
            try devices.requireNetwork(uplink)
            try Self.give(try devices.files(of: uplink), to: configuration.appliance.uid)
        case .notice: return
        }
    }

    /// The file that all IOMMU groups share gives no right to a device, so everyone may open it.
    private static func give(_ files: [String], to user: UInt32) throws(PCError) {
        for file in files {
            let isShared = file.hasSuffix("/vfio/vfio")
            guard isShared ? chmod(file, 0o666) == 0 : chown(file, user, user) == 0 && chmod(file, 0o600) == 0 else {
                throw .failed("\(file) cannot be given to user \(user): \(String(cString: strerror(errno)))")
            }
        }
    }

    /// How a machine's process is held.
    func confinement(of machine: MachineName, accelerator: Accelerator) throws(PCError) -> Confinement {
        let cores = Cores(processors: Cores.available())
        switch machine {
        case .userOS:
            let user = configuration.userOS
            return Confinement(
                user: user.uid,
                groups: try groups(accelerator, rendering: user.display.acceleration),
                processors: cores?.user ?? [],
                lockedMiB: user.pci.isEmpty ? nil : user.memoryMiB + 1024
            )
        case .appliance:
            let appliance = configuration.appliance
            return Confinement(
                user: appliance.uid,
                groups: try groups(accelerator, rendering: false),
                processors: cores?.appliance ?? [],
                lockedMiB: appliance.uplink == nil ? nil : appliance.memoryMiB + 1024
            )
        case .notice: return Confinement(user: configuration.engineUID)
        }
    }

    private func groups(_ accelerator: Accelerator, rendering: Bool) throws(PCError) -> [UInt32] {
        let devices = (accelerator == .kvm ? ["/dev/kvm"] : []) + (rendering ? ["/dev/dri/renderD128"] : [])
        var groups: Set<UInt32> = []
        for device in devices {
            guard let group = FileAccess.groups(toOpen: device) else {
                throw .failed("\(device) can be opened by root alone; give it a group, as udev does")
            }
            groups.formUnion(group)
        }
        return groups.sorted()
    }
}
