import FoundationEssentials
import Glibc

/// The TPM 2.0 of the user OS: a process of its own beside QEMU, of the same user, at the other end of a socket pair.
///
/// It ends by itself when its QEMU does, and keeps its state in a directory that nobody else can enter.
struct VirtualTPM: Sendable, Hashable {
    static let program = "/usr/bin/swtpm"

    /// Where the TPM keeps its state.
    var directory: String
    /// What makes it before it is used for the first time.
    var factory: TPMFactory
    var log: String
    var pidFile: String

    /// What it remembers when it is off.
    var permanentState: String { directory + "/tpm2-00.permall" }

    /// The arguments; its end of the line to QEMU is its first open descriptor.
    var arguments: [String] {
        [
            "socket", "--tpm2", "--tpmstate", "dir=\(directory),mode=0600",
            "--ctrl", "type=unixio,clientfd=\(Spawn.firstDescriptor)", "--seccomp", "action=kill", "--terminate",
        ]
    }

    /// Starts the process and returns QEMU's end of the line, which the caller closes.
    func start(_ confinement: Confinement) async throws(PCError) -> CInt {
        try FileAccess.require(Self.program, "program of the TPM (package swtpm)")
        try await end()
        try FileAccess.makeDirectory(directory, owner: confinement.user, group: confinement.user, mode: 0o700)
        if access(permanentState, F_OK) != 0 { try await factory.make(permanentState, for: confinement.user) }
        var ends: [CInt] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw .failed("no socket pair for the TPM: \(String(cString: strerror(errno)))")
        }
        defer { close(ends[1]) }
        do throws(PCError) {
            let command = confinement.command(Self.program, arguments)
            _ = try HostProcess.start(command, descriptors: [ends[1]], log: log, pidFile: pidFile)
        } catch {
            close(ends[0])
            throw error
        }
        return ends[0]
    }

    /// Makes the TPM a new one: what was sealed by the old one stays sealed for ever.
    func erase() async throws(PCError) {
        try await end()
        do {
            try FileManager.default.removeItem(atPath: directory)
        } catch let error as CocoaError where error.code == .fileNoSuchFile {
            // It was never used.
        } catch {
            throw .failed("the TPM's state \(directory) cannot be erased: \(error)")
        }
    }

    /// The process that runs, whoever started it.
    var process: HostProcess? { HostProcess.find(pidFile: pidFile, mark: "dir=\(directory),") }

    /// Waits for the process of a QEMU that has ended, for two of them would spoil the state; ends it when it lingers.
    func end() async throws(PCError) {
        let deadline = ContinuousClock.now + .seconds(2)
        let limit = deadline + .seconds(2)
        while let process {
            if ContinuousClock.now >= deadline { process.kill() }
            guard ContinuousClock.now < limit else { throw .failed("the TPM's process \(process.pid) does not end") }
            try await Patience.rest(.milliseconds(10))
        }
    }
}

extension LocalHost {
    /// The TPM of the user OS, where its board has one.
    var tpm: VirtualTPM? {
        guard configuration.userOS.tpm else { return nil }
        return VirtualTPM(
            directory: configuration.stateDirectory + "/tpm",
            factory: TPMFactory(directory: configuration.stateDirectory + "/tpm-factory"),
            log: files.tpmLog,
            pidFile: files.tpmPID
        )
    }
}
