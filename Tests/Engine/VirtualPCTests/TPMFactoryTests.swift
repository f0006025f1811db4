import FoundationEssentials
import Glibc
import Testing

@testable import VirtualPC

/// Whether a TPM can be made and asked here.
private let canRun: Bool =
    getuid() == 0
    && [TPMFactory.program, VirtualTPM.program, "/usr/bin/certtool", "/usr/bin/tpm2_nvread"]
        .allSatisfy { (path: String) in access(path, X_OK) == 0 }

@Suite(
    "The TPM of a board",
    .enabled(if: canRun, "needs root, swtpm, swtpm-tools, gnutls-bin and tpm2-tools"),
    .timeLimit(.minutes(3))
)
struct TPMFactoryTests {
    private let folder = "/tmp/sekisho-tpm-" + UUID().uuidString
    private var factory: TPMFactory { TPMFactory(directory: folder + "/factory") }

    private func make(_ name: String) async throws -> String {
        let directory = folder + "/" + name
        try FileAccess.makeDirectory(folder, mode: 0o711)
        try FileAccess.makeDirectory(directory, owner: 64_100, group: 64_100, mode: 0o700)
        try await factory.make(directory + "/tpm2-00.permall", for: 64_100)
        return directory
    }

    /// Runs a shell command with the TPM at the other end of its tools.
    private func ask(_ directory: String, _ command: String) async throws -> String {
        let script = """
            set -e; cd \(directory)
            \(VirtualTPM.program) socket --tpm2 --tpmstate dir=$PWD --server type=unixio,path=$PWD/line \\
                --ctrl type=unixio,path=$PWD/line.ctrl --flags startup-clear,not-need-init --daemon
            trap 'swtpm_ioctl --unix line.ctrl -s' EXIT
            export TPM2TOOLS_TCTI=swtpm:path=$PWD/line
            \(command)
            """
        return try await HostProgram.run("/bin/sh", ["-c", script])
    }

    @Test("has endorsement keys with certificates of the board's own authority", arguments: ["0x1c00002", "0x1c00016"])
    func certificates(place: String) async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let directory = try await make("tpm")
        let said = try await ask(
            directory,
            """
            tpm2_nvread \(place) -o ek.der >&2; openssl x509 -inform der -in ek.der -out ek.pem
            openssl verify -ignore_critical -partial_chain -CAfile \(factory.issuer) ek.pem
            """
        )
        #expect(said.contains("ek.pem: OK"))
    }

    @Test("belongs to its machine's user alone, and another of the same factory has other keys and the same authority")
    func another() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let first = try await make("first")
        let authority = try Data(contentsOf: URL(filePath: factory.issuer))
        let second = try await make("second")
        #expect(try Data(contentsOf: URL(filePath: factory.issuer)) == authority)
        let states = [first, second].map { FileManager.default.contents(atPath: $0 + "/tpm2-00.permall") }
        #expect(states[0] != nil && states[0] != states[1])
        var status = stat()
        #expect(stat(first + "/tpm2-00.permall", &status) == 0)
        #expect(status.st_uid == 64_100 && status.st_mode & 0o777 == 0o600)
        #expect(stat(factory.directory, &status) == 0 && status.st_uid == 0 && status.st_mode & 0o777 == 0o700)
    }

    @Test("is not made where a link leads elsewhere")
    func link() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileAccess.makeDirectory(folder, mode: 0o711)
        try FileAccess.makeDirectory(folder + "/other", mode: 0o700)
        #expect(symlink(folder + "/other", folder + "/factory") == 0)
        await #expect(throws: PCError.self) { try await factory.make(folder + "/state", for: 64_100) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/other").isEmpty)
    }
}
