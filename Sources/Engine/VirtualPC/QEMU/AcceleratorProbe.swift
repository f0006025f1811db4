import FoundationEssentials
import Glibc

/// Finds out whether the processor really runs a kernel, not only whether /dev/kvm can be opened.
struct AcceleratorProbe: Sendable {
    var qemu: String
    var kernel: String
    /// Where the answer is kept for this host's kernel.
    var memory: String
    var confinement: Confinement
    /// How long the kernel may take to run to its end.
    var patience = Duration.seconds(10)

    private struct Answer: Codable {
        var host: String
        var accelerator: Accelerator
    }

    /// The accelerator to use on this host.
    func accelerator() async -> Accelerator {
        let host = Self.host()
        if let known = remembered(), known.host == host {
            return known.accelerator
        }
        let found: Accelerator = await runsKernel() ? .kvm : .tcg
        if let bytes = try? JSONEncoder().encode(Answer(host: host, accelerator: found)) {
            try? bytes.write(to: URL(filePath: memory), options: .atomic)
        }
        return found
    }

    private func remembered() -> Answer? {
        FileManager.default.contents(atPath: memory).flatMap { try? JSONDecoder().decode(Answer.self, from: $0) }
    }

    /// A kernel without a root file system panics, resets, and so ends a QEMU that does not reboot.
    private func runsKernel() async -> Bool {
        let arguments = [
            "-nodefaults", "-no-user-config", "-machine", "q35", "-accel", "kvm", "-cpu", "host", "-m", "256",
            "-display", "none", "-no-reboot", "-kernel", kernel, "-append", "panic=-1 quiet",
        ]
        let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(null) }
        guard let pid = Spawn(confinement.command(qemu, arguments), output: null, error: null).start() else {
            return false
        }
        return await endsWell(pid)
    }

    private func endsWell(_ pid: pid_t) async -> Bool {
        let deadline = ContinuousClock.now + patience
        var status: CInt = 0
        while waitpid(pid, &status, WNOHANG) == 0 {
            guard ContinuousClock.now < deadline, !Task.isCancelled else {
                kill(pid, SIGKILL)
                waitpid(pid, &status, 0)
                return false
            }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return status == 0
    }

    private static func host() -> String {
        ["osrelease", "version"].map { name in
            let bytes = FileManager.default.contents(atPath: "/proc/sys/kernel/\(name)") ?? Data()
            return String(decoding: bytes, as: UTF8.self).trimmed
        }.joined(separator: " ")
    }
}
