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
    /// What software in the user OS asks the engine about its setup by.
    public var userPTHI: String { path + "/user.pthi" }
    /// The serial line of the user OS: the person at the PC.
    public var serial: String { path + "/serial.sock" }
    public var userPID: String { path + "/user.pid" }
    /// The screen of the notice, a VNC server; there while a notice is shown.
    public var noticeScreen: String { path + "/notice.vnc" }
    /// The monitor of the notice's QEMU.
    public var noticeQMP: String { path + "/notice.qmp" }
    public var noticePID: String { path + "/notice.pid" }
    public var noticeLog: String { path + "/notice.log" }
    /// The medium with the notice's text.
    public var noticeProgram: String { path + "/notice.img" }
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
        case .notice: noticeQMP
        }
    }

    /// What a machine's QEMU says.
    func log(of machine: MachineName) -> String {
        switch machine {
        case .userOS: userLog
        case .appliance: applianceLog
        case .notice: noticeLog
        }
    }

    func pid(of machine: MachineName) -> String {
        switch machine {
        case .userOS: userPID
        case .appliance: appliancePID
        case .notice: noticePID
        }
    }

    /// The sockets on which a machine's QEMU listens for the engine.
    func sockets(of machine: MachineName) -> [String] {
        switch machine {
        case .userOS: [userQMP, userAgent, userMEI, userPTHI, serial]
        case .appliance: [applianceQMP, link]
        case .notice: [noticeQMP]
        }
    }
}
