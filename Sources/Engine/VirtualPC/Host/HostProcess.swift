import FoundationEssentials
import Glibc

/// A process of the host that outlives who started it: a virtual machine, or a virtual TPM.
struct HostProcess: Sendable, Hashable {
    var pid: Int

    /// Starts a program in a session of its own, so that it outlives us; its words go to `log`.
    ///
    /// - Parameter descriptors: what it is given open, from ``Spawn/firstDescriptor`` on.
    static func start(
        _ command: [String],
        descriptors: [CInt],
        log: String,
        pidFile: String
    ) throws(PCError) -> HostProcess {
        let file = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
        guard file >= 0 else {
            throw .failed("\(log) cannot be written: \(String(cString: strerror(errno)))")
        }
        defer { close(file) }
        let spawn = Spawn(command, output: file, error: file, descriptors: descriptors, isOwnSession: true)
        guard let pid = spawn.start() else {
            throw .failed("\(command.joined(separator: " ")) cannot be started")
        }
        let process = HostProcess(pid: Int(pid))
        guard FileManager.default.createFile(atPath: pidFile, contents: Data("\(pid)\n".utf8)) else {
            process.kill()
            throw .failed("\(pidFile) cannot be written")
        }
        return process
    }

    /// The process that an earlier one of us started, if it still runs and still is the one with this word in its
    /// arguments.
    static func find(pidFile: String, mark: String) -> HostProcess? {
        let text = FileManager.default.contents(atPath: pidFile).map { String(decoding: $0, as: UTF8.self) } ?? ""
        guard let pid = Int(text.trimmed),
            let words = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline"),
            String(decoding: words, as: UTF8.self).contains(mark)
        else {
            return nil
        }
        let process = HostProcess(pid: pid)
        return process.isRunning ? process : nil
    }

    /// True until the process has ended; reaps it when it was ours.
    var isRunning: Bool {
        var status: CInt = 0
        if waitpid(pid_t(pid), &status, WNOHANG) == pid_t(pid) {
            return false
        }
        return Glibc.kill(pid_t(pid), 0) == 0 && !hasEnded
    }

    /// Whether it only waits for somebody else to be told of its end (proc(5), the state in `stat`).
    private var hasEnded: Bool {
        let text = FileManager.default.contents(atPath: "/proc/\(pid)/stat") ?? Data()
        guard let end = text.lastIndex(of: UInt8(ascii: ")")) else { return true }
        return text[end...].dropFirst(2).first == UInt8(ascii: "Z")
    }

    /// Ends the process at once.
    func kill() {
        Glibc.kill(pid_t(pid), SIGKILL)
    }

    /// What a process said last, for the reader of an error.
    static func lastWords(_ log: String) -> String {
        let bytes = FileManager.default.contents(atPath: log) ?? Data()
        return String(decoding: bytes.suffix(2000), as: UTF8.self).trimmed
    }
}
