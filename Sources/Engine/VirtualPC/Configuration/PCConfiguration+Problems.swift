extension PCConfiguration {
    /// What is wrong with what the configuration says by itself, for the person who wrote it; nil when nothing is.
    public var problem: String? {
        let users = [engineUID, userOS.uid, appliance.uid]
        if Set(users).count != 3 || users.contains(0) {
            return "engineUID, userOS.uid and appliance.uid must be three users, none root."
        }
        if let problem = userOS.display.problem { return "userOS.display: \(problem)" }
        if let problem = desktop?.problem(besides: users) { return "desktop: \(problem)" }
        return passthroughProblem
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
