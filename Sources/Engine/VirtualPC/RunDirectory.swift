/// The names of what lies in a PC's run directory.
public struct RunDirectory: Sendable, Hashable {
    public var path: String

    /// Creates the names below a path.
    public init(path: String) {
        self.path = path
    }

    /// The monitor of the user OS's QEMU.
    public var userQMP: String { path + "/user.qmp" }
    /// The guest agent of the user OS.
    public var userAgent: String { path + "/user.qga" }
    /// What programs in the user OS reach the engine by, as MEI is on hardware.
    public var userMEI: String { path + "/user.mei" }
    /// The serial line of the user OS: the person at the PC.
    public var serial: String { path + "/serial.sock" }
    public var userPID: String { path + "/user.pid" }
    /// The monitor of the appliance's QEMU.
    public var applianceQMP: String { path + "/appliance.qmp" }
    /// The appliance link.
    public var link: String { path + "/link.sock" }
    public var appliancePID: String { path + "/appliance.pid" }
    /// Between the two QEMUs: the user OS's writes into it, the appliance's reads from it.
    public var viewDirectory: String { path + "/view" }
    public var viewSocket: String { viewDirectory + "/nbd.sock" }
    public var viewImage: String { viewDirectory + "/fleece.qcow2" }
    public var userLog: String { path + "/user.log" }
    public var applianceLog: String { path + "/appliance.log" }
    public var serialLog: String { path + "/serial.log" }
    public var biosLog: String { path + "/bios.log" }
    /// Whom the firmware believes when it starts over HTTPS.
    public var certificates: String { path + "/https-certificates" }
    public var consoleLog: String { path + "/appliance-console.log" }
    /// Where the chassis process listens.
    public var chassis: String { path + "/chassis.sock" }
}

extension RunDirectory {
    /// The monitor of a machine.
    func monitor(of machine: MachineName) -> String {
        switch machine {
        case .userOS: userQMP
        case .appliance: applianceQMP
        }
    }

    /// What a machine's QEMU says.
    func log(of machine: MachineName) -> String {
        switch machine {
        case .userOS: userLog
        case .appliance: applianceLog
        }
    }

    func pid(of machine: MachineName) -> String {
        switch machine {
        case .userOS: userPID
        case .appliance: appliancePID
        }
    }

    /// The sockets on which a machine's QEMU listens for the engine.
    func sockets(of machine: MachineName) -> [String] {
        switch machine {
        case .userOS: [userQMP, userAgent, userMEI, serial]
        case .appliance: [applianceQMP, link]
        }
    }
}
