import Glibc
import Logging

extension LocalHost {
    /// Shows a machine's screen to the person at the PC, where there is a desktop for it.
    ///
    /// A machine runs without it as well: what fails is logged.
    func show(_ machine: MachineName) async {
        guard let viewer = viewer(of: machine) else { return }
        do throws(PCError) {
            try await open(viewer.screen, of: machine, to: viewer.desktop.user)
            try viewer.start()
        } catch {
            logger.error("a screen is not shown", metadata: ["screen": "\(viewer.screen)", "error": "\(error)"])
        }
    }

    /// Brings the user OS's screen back when the person at the PC has closed it, or the desktop was not there yet.
    func watchViewer() async {
        guard ContinuousClock.now >= viewerRetry, let viewer = viewer(of: .userOS), viewer.process == nil else {
            return
        }
        viewerRetry = .now + .seconds(10)
        await show(.userOS)
    }

    private func viewer(of machine: MachineName) -> Viewer? {
        guard let desktop = configuration.desktop, let screen = screen(of: machine) else { return nil }
        return Viewer(
            desktop: desktop,
            screen: screen,
            isWhole: machine == .userOS,
            log: files.viewerLog(of: machine),
            pidFile: files.viewerPID(of: machine)
        )
    }

    private func screen(of machine: MachineName) -> String? {
        switch machine {
        case .userOS: configuration.userOS.display.kind == .vnc ? files.display : nil
        case .notice: files.noticeScreen
        case .appliance: nil
        }
    }

    /// Lets one user more connect to a screen's socket, when QEMU has made it.
    private func open(_ screen: String, of machine: MachineName, to user: UInt32) async throws(PCError) {
        let owner = machine == .notice ? configuration.engineUID : configuration.userOS.uid
        let deadline = ContinuousClock.now + .seconds(10)
        while access(screen, F_OK) != 0 {
            guard ContinuousClock.now < deadline, isRunning(machine) else {
                throw .failed("QEMU has made no screen \(screen)")
            }
            try await Patience.rest(.milliseconds(20))
        }
        try FileAccess.giveStrictly(screen, to: owner, group: user, mode: 0o660)
    }

    /// Takes away the socket that an earlier machine has left.
    func clearScreen(of machine: MachineName) {
        if let screen = screen(of: machine) { unlink(screen) }
    }

    /// Who may enter the folder of a screen: its machine, and where there is a desktop its user.
    func makeScreenDirectory(_ path: String, of owner: UInt32) throws(PCError) {
        try FileAccess.makeDirectory(path, owner: owner, group: configuration.desktop?.user ?? owner, mode: 0o710)
    }
}
