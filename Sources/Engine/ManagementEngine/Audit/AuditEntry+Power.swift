import VirtualPC

extension AuditEntry {
    /// A press of the power button; one that starts the PC tells from what.
    init(_ action: PowerAction, from device: BootDevice?) {
        switch action {
        case .on: self.init(.poweredUp, Self.bootOptions(device))
        case .offHard: self.init(.poweredDown)
        case .offGraceful: self.init(.gracefulPowerDown)
        case .reset: self.init(.reset, Self.bootOptions(device))
        case .resetGraceful: self.init(.gracefulReset, Self.bootOptions(device))
        case .cycle, .cycleGraceful: self.init(.powerCycled, Self.bootOptions(device))
        case .sleep: self.init(.standby)
        case .hibernate: self.init(.hibernate)
        case .nmi: self.init(.diagnosticInterrupt)
        }
    }

    /// The special command, its parameter, the boot option masks and the OEM parameters: 7 bytes.
    static func bootOptions(_ device: BootDevice?) -> [UInt8] {
        let command: UInt8 =
            switch device {
            case .network: 1
            case .disk: 2
            case .cd: 5
            case .https: 0xC2
            case nil: 0
            }
        return [command, 0, 0, 0, 0, 0, 0]
    }
}
