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
    public var noticeScreen: String { noticeDirectory + "/notice.vnc" }
    /// Of the engine's user, as whom the notice's QEMU makes its socket there.
    public var noticeDirectory: String { path + "/notice" }
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
    /// What the TPM of the user OS says.
    public var tpmLog: String { path + "/tpm.log" }
    public var tpmPID: String { path + "/tpm.pid" }
    /// Of the QEMU of the user OS alone, who makes its screen's socket there.
    public var displayDirectory: String { path + "/display" }
    /// The screen of the user OS, where the configuration says so.
    public var display: String { displayDirectory + "/display.sock" }
    /// The address that the host gave the engine's adapter.
    public var hostAddress: String { path + "/host-address.json" }
    /// The IPv6 address that a console gave it.
    public var consoleIPv6: String { path + "/console-ipv6.json" }
    /// What keeps a lease of the engine's adapter, what it runs, and the address it has.
    public var leasePID: String { path + "/lease.pid" }
    public var leaseScript: String { path + "/lease.sh" }
    public var leaseLog: String { path + "/lease.log" }
    public var lease: String { path + "/lease" }
    /// The domain that came with the lease.
    public var leaseDomain: String { path + "/lease.domain" }
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

    /// What shows a machine's screen to the person at the PC, and what it says.
    func viewerPID(of machine: MachineName) -> String { path + "/\(machine.rawValue)-viewer.pid" }
    func viewerLog(of machine: MachineName) -> String { path + "/\(machine.rawValue)-viewer.log" }

    /// What only this machine's QEMU has in its arguments.
    func mark(of machine: MachineName) -> String {
        switch machine {
        case .userOS: serialLog
        case .appliance: consoleLog
        case .notice: noticeProgram
        }
    }

    /// The files that a machine's QEMU writes to.
    func logs(of machine: MachineName) -> [String] {
        switch machine {
        case .userOS: [serialLog, biosLog]
        case .appliance: [consoleLog]
        case .notice: []
        }
    }
}
