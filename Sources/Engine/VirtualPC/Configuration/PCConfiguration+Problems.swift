import NFTables

extension PCConfiguration {
    /// What is wrong with what the configuration says by itself, for the person who wrote it; nil when nothing is.
    public var problem: String? {
        let users = [engineUID, userOS.uid, appliance.uid]
        if Set(users).count != 3 || users.contains(0) {
            return "engineUID, userOS.uid and appliance.uid must be three users, none root."
        }
        if let problem = userOS.display.problem { return "userOS.display: \(problem)" }
        if let problem = desktop?.problem(besides: users) { return "desktop: \(problem)" }
        if let managementDevice, !isDevice(managementDevice) {
            return "managementDevice: must name an adapter that is none of the chassis's wires."
        }
        return passthroughProblem
    }

    private func isDevice(_ name: String) -> Bool {
        let wires = [chassis.userTap, chassis.inTap, chassis.outTap, chassis.uplink]
        return (1...15).contains(name.utf8.count) && !wires.contains(name) && !name.hasPrefix("-")
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    }

    private var passthroughProblem: String? {
        if Set(userOS.pci).count != userOS.pci.count { return "userOS.pci: a device is named twice." }
        if Set(userOS.usb).count != userOS.usb.count { return "userOS.usb: a device is named twice." }
        if userOS.pci.count > Self.greatestDevices || userOS.usb.count > Self.greatestDevices {
            return "userOS: at most \(Self.greatestDevices) devices of each kind can be passed through."
        }
        if let uplink = appliance.uplink, userOS.pci.contains(uplink) {
            return "userOS.pci: \(uplink) is the uplink, which belongs to the appliance alone: the user OS would go "
                + "around the guard."
        }
        return nil
    }

    /// Devices of each kind at most.
    static let greatestDevices = 8
}
