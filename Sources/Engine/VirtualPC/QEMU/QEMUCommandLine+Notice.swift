extension QEMUCommandLine {
    /// The machine behind a notice: a screen, a BIOS and a boot sector, nothing that the user OS has or sees.
    ///
    /// It runs as the engine's user, which knows the text already: what breaks out of the user OS does not read it.
    static func notice(_ configuration: PCConfiguration) -> QEMUCommandLine {
        let files = RunDirectory(path: configuration.runDirectory)
        var line = QEMUCommandLine()
        line.add("-name", quoted(configuration.name + "-notice"))
        line.add("-nodefaults")
        line.add("-no-user-config")
        line.add("-machine", "pc")
        line.add("-accel", "tcg")
        line.add("-m", "2")
        line.add("-device", "VGA,vgamem_mb=1")
        line.add("-vnc", "unix:" + quoted(files.noticeScreen))
        line.addSandbox()
        line.addMonitor(files.noticeQMP)
        line.add("-blockdev", "driver=file", ["node-name": "text", "filename": files.noticeProgram, "read-only": "on"])
        line.add("-device", "floppy,drive=text")
        line.add("-boot", "order=a")
        return line
    }
}
