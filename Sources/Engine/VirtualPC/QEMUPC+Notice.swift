import Inventory
import Logging
import QMP

extension QEMUPC {
    /// What is on the screen of notices, as far as this engine knows.
    enum Screen: Sendable, Hashable {
        /// Whatever an engine before this one has left.
        case unknown
        case shows(ScreenNotice?)
    }

    /// Shows a text on a screen of the PC that the user OS has no part in, until it is taken away with nil.
    ///
    /// QEMU cannot draw over a guest's picture. The notice is a machine of its own beside the user OS's, of one boot
    /// sector that writes the text; whoever shows the PC's screens to its user shows the VNC server `notice/notice.vnc` of
    /// the run directory as long as something is to be seen there. It goes, with its machine, when the text is taken away.
    /// While nothing else is to be shown, a PC that is cut off shows why.
    public func showNotice(_ notice: ScreenNotice?) async throws(PCError) {
        askedNotice = notice
        try await settleScreen()
    }

    /// What belongs on the screen now: a question to the user comes before what he can read later. A PC that is still being
    /// built is closed, and nobody is told so.
    private var wantedNotice: ScreenNotice? {
        if let askedNotice { return askedNotice }
        return isReady ? stance.notice(contact: configuration.contact).map(ScreenNotice.cutOff) : nil
    }

    /// Brings onto the screen what belongs there. One does so at a time; who comes later sees to it that it is done.
    func settleScreen() async throws(PCError) {
        while isSettlingScreen { try await Patience.rest(.milliseconds(20)) }
        isSettlingScreen = true
        defer { isSettlingScreen = false }
        let wanted = wantedNotice
        guard screen != .shows(wanted) else { return }
        try await clearScreen()
        guard let wanted else { return }
        try await Machine.launch(.notice(wanted), on: host, files).monitor.close()
        screen = .shows(wanted)
    }

    /// Ends the machine behind the screen, also one that an engine before this one has started.
    func clearScreen() async throws(PCError) {
        if let machine = try await Machine.attach(.notice, on: host, files) { await machine.end() }
        screen = .shows(nil)
    }

    /// Follows the stance, and puts back what has ended by itself. What fails is tried again after a minute.
    func watchScreen() async {
        guard isReady, ContinuousClock.now >= screenRetry else { return }
        do throws(PCError) {
            if case .shows(.some) = screen, try await host.find(.notice) == nil { screen = .shows(nil) }
            try await settleScreen()
        } catch {
            logger.error("the screen of notices is not as it should be", metadata: ["error": "\(error)"])
            screenRetry = .now + .seconds(60)
        }
    }

    public func networkSigns() async throws(PCError) -> NetworkSigns { try await host.networkSigns() }

    public func check(_ addressing: Addressing) async throws(PCError) { try await host.check(addressing) }

    /// The kernel answers for the engine's address: it is told, in the chassis' own namespace.
    public func answerPing(_ isAnswered: Bool) async throws(PCError) { try await host.answerPing(isAnswered) }
}
