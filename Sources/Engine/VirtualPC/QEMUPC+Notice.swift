import QMP

extension QEMUPC {
    /// Shows a line of text on a screen of the PC that the user OS has no part in.
    ///
    /// QEMU cannot draw over a guest's picture. The notice is a machine of its own beside the user OS's, of one boot
    /// sector that writes the text; whoever shows the PC's screens to its user shows the VNC server `notice/notice.vnc` of
    /// the run directory as long as something is to be seen there. It goes, with its machine, when the text is taken away.
    public func showNotice(_ notice: ScreenNotice?) async throws(PCError) {
        // Also one that an engine before this one has shown.
        if let shown = try await Machine.attach(.notice, on: host, files) { await shown.end() }
        if let notice { try await Machine.launch(.notice(notice), on: host, files).monitor.close() }
    }

    /// The kernel answers for the engine's address: it is told, in the chassis' own namespace.
    public func answerPing(_ isAnswered: Bool) async throws(PCError) { try await host.answerPing(isAnswered) }
}
