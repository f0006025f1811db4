import Auditing
package import VirtualPC

extension AuditEntry {
    /// A press of the power button; one that starts the PC tells how.
    package init(_ action: PowerAction, with options: BootOrder.Settings?) {
        switch action {
        case .on: self.init(.poweredUp, Self.bootOptions(options))
        case .offHard: self.init(.poweredDown)
        case .offGraceful: self.init(.gracefulPowerDown)
        case .reset: self.init(.reset, Self.bootOptions(options))
        case .resetGraceful: self.init(.gracefulReset, Self.bootOptions(options))
        case .cycle, .cycleGraceful: self.init(.powerCycled, Self.bootOptions(options))
        case .sleep: self.init(.standby)
        case .hibernate: self.init(.hibernate)
        case .nmi: self.init(.diagnosticInterrupt)
        }
    }

    /// The special command, its parameter, the boot option masks and the OEM parameters: 7 bytes.
    ///
    /// - Parameter settings: how the start differs from the board's own way; nil when it does not.
    package static func bootOptions(_ settings: BootOrder.Settings?) -> [UInt8] {
        guard let settings else { return Array(repeating: 0, count: 7) }
        let data = settings.data ?? BootData()
        return [data.command(from: settings.source), 0, data.parameter, 0, data.mask, 0, 0]
    }
}

extension BootData {
    /// Intel's own command stands for what no device is started for.
    fileprivate func command(from device: BootDevice?) -> UInt8 {
        if erasesPlatform || entersSetup { return 0xC1 }
        return switch device {
        case .network: 1
        case .disk: 2
        case .cd: 5
        case .https: 0xC2
        case nil: parameter == 0 ? 0 : 0xC1
        }
    }

    /// The low byte of the command's parameter.
    fileprivate var parameter: UInt8 {
        let options: [(Bool, UInt8)] = [
            (enforcesSecureBoot, 0x02), (entersSetup, 0x08), (pauses, 0x10), (erasesPlatform, 0x80),
        ]
        return options.reduce(0) { $0 | ($1.0 ? $1.1 : 0) }
    }

    /// The second byte of the boot options of ASF.
    fileprivate var mask: UInt8 { (reportsProgress ? 0x10 : 0) | (resetsConfiguration ? 0x80 : 0) }
}
