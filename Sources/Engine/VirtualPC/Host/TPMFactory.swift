import FoundationEssentials
import Glibc

/// Makes a board's TPM as a factory does: with endorsement keys, and certificates by which others know a TPM by them.
///
/// The certificates are those of the TCG's EK Credential Profile, in the TPM's own memory from 1C00002h on. Their authority is
/// this board's own, made with its first TPM; it belongs to root, and an erased TPM is followed by another of the same one.
struct TPMFactory: Sendable, Hashable {
    static let program = "/usr/bin/swtpm_setup"

    /// Where the authority is kept.
    var directory: String

    /// Whose signature is under the certificates.
    var issuer: String { directory + "/issuercert.pem" }

    /// Makes a new TPM's state in a file of one user. There is nothing there, or all of it.
    func make(_ state: String, for user: UInt32) async throws(PCError) {
        try FileAccess.require(Self.program, "program that makes a TPM (package swtpm-tools)")
        try FileAccess.makeDirectory(directory, mode: 0o700)
        let bench = directory + "/new"
        try? FileManager.default.removeItem(atPath: bench)
        try FileAccess.makeDirectory(bench, mode: 0o700)
        for (name, text) in settings { try write(text, to: name) }
        try await HostProgram.run(
            Self.program,
            [
                "--tpm2", "--tpmstate", bench, "--config", directory + "/setup.conf", "--create-ek-cert",
                "--create-platform-cert", "--lock-nvram",
            ]
        )
        let made = bench + "/tpm2-00.permall"
        try FileAccess.giveStrictly(made, to: user, group: user, mode: 0o600)
        guard rename(made, state) == 0 else {
            throw .failed("the TPM's state \(state) cannot be put there: \(String(cString: strerror(errno)))")
        }
    }

    /// What the programs of the factory read: where everything is, and who has made the board.
    private var settings: [(name: String, text: String)] {
        let authority = [
            "statedir = \(directory)", "signingkey = \(directory)/signkey.pem", "issuercert = \(issuer)",
            "certserial = \(directory)/certserial",
        ]
        let setup = [
            "create_certs_tool = /usr/bin/swtpm_localca", "create_certs_tool_config = \(directory)/authority.conf",
            "create_certs_tool_options = \(directory)/authority.options", "active_pcr_banks = sha256",
        ]
        let options = ["--platform-manufacturer Sekisho", "--platform-version 1", "--platform-model PC"]
        return [("authority.conf", authority), ("setup.conf", setup), ("authority.options", options)]
            .map { ($0, $1.joined(separator: "\n") + "\n") }
    }

    private func write(_ text: String, to name: String) throws(PCError) {
        do {
            try Data(text.utf8).write(to: URL(filePath: directory + "/" + name), options: .atomic)
        } catch {
            throw .failed("\(directory)/\(name) cannot be written: \(error)")
        }
    }
}
