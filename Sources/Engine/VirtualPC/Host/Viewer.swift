import FoundationEssentials

/// A program that shows a screen of the PC on the desktop of its user, outside of the QEMU that draws it.
///
/// It ends when the screen does. QEMU itself comes near no desktop: whatever shares one sees every key and every window.
struct Viewer: Sendable, Hashable {
    static let program = "/usr/bin/xtigervncviewer"

    var desktop: Desktop
    /// The socket of the screen's VNC server.
    var screen: String
    /// True for the user OS's screen: it takes the desktop and the keyboard. A notice is a window that can be put aside.
    var isWhole: Bool
    var log: String
    var pidFile: String

    /// The words that start it, without a way to a network.
    var command: [String] {
        let authority = desktop.authority.map { ["XAUTHORITY=\($0)"] } ?? []
        return Confinement(user: desktop.user).command(
            "/usr/bin/env",
            ["-i", "HOME=/nonexistent", "DISPLAY=\(desktop.display)"] + authority + [Self.program] + options + [screen]
        )
    }

    private var options: [String] {
        let common = [
            "-ReconnectOnError=0", "-AlertOnFatalError=0", "-AcceptClipboard=0", "-SendClipboard=0", "-Shared",
        ]
        return common + (isWhole ? ["-FullScreen"] : ["-ViewOnly"])
    }

    /// Starts it.
    func start() throws(PCError) {
        try FileAccess.require(Self.program, "program that shows screens (package tigervnc-viewer)")
        _ = try HostProcess.start(command, descriptors: [], log: log, pidFile: pidFile)
    }

    /// The process that runs, whoever started it.
    var process: HostProcess? { HostProcess.find(pidFile: pidFile, mark: screen) }
}
