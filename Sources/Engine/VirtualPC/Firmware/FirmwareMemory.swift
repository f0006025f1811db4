import FoundationEssentials
import Glibc

/// What a board remembers beside its disk, as files: the firmware's variables and the state of the virtual TPM.
///
/// The user OS's QEMU owns those files and may be taken over by its guest. So no link is followed, nothing is read but
/// plain files of bounded length, and what is kept lies in a folder that only root enters.
struct FirmwareMemory: Sendable {
    /// One file of the memory.
    struct Part: Sendable, Hashable {
        /// Where the board has it.
        let path: String
        let mode: mode_t
        /// What its copy is called.
        let name: String
    }

    let parts: [Part]
    /// Where the copies are kept.
    let folder: String
    /// Whose the files are.
    let owner: UInt32
    /// The longest file, in bytes.
    static let longest = 16 << 20
    /// Marks a folder whose copies are whole.
    private static let seal = "whole"

    /// Keeps the memory as it is, in the place of what was kept before.
    func take() throws(PCError) {
        try forget()
        guard mkdir(folder, 0o700) == 0 else { throw Self.error(folder, "cannot be made") }
        for part in parts {
            guard let bytes = try Self.read(part.path) else { continue }
            try Self.write(bytes, to: kept(part), mode: 0o600, owner: 0)
        }
        try Self.write([], to: "\(folder)/\(Self.seal)", mode: 0o600, owner: 0)
    }

    /// Makes the memory what was kept; without anything kept it stays as it is.
    func restore() throws(PCError) {
        guard try Self.read("\(folder)/\(Self.seal)") != nil else { return }
        for part in parts {
            if let bytes = try Self.read(kept(part)) {
                try Self.write(bytes, to: part.path, mode: part.mode, owner: owner)
            } else if unlink(part.path) != 0, errno != ENOENT {
                throw Self.error(part.path, "cannot be removed")
            }
        }
    }

    /// Throws away what was kept.
    func forget() throws(PCError) {
        for name in [Self.seal] + parts.map(\.name) { unlink("\(folder)/\(name)") }
        guard rmdir(folder) == 0 || errno == ENOENT else { throw Self.error(folder, "cannot be removed") }
    }

    private func kept(_ part: Part) -> String { "\(folder)/\(part.name)" }

    /// The content of a plain file; nil when there is none.
    private static func read(_ path: String) throws(PCError) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            guard errno == ENOENT else { throw error(path, "cannot be read") }
            return nil
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1,
            (0...off_t(longest)).contains(status.st_size)
        else { throw .failed("\(path) is no plain file of at most \(longest) bytes") }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var taken = 0
        while taken < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                pread(file, $0.baseAddress?.advanced(by: taken), $0.count - taken, off_t(taken))
            }
            guard count > 0 else { throw error(path, "cannot be read to its end") }
            taken += count
        }
        return bytes
    }

    /// Writes a file under another name, and gives it its own once it is whole.
    private static func write(_ bytes: [UInt8], to path: String, mode: mode_t, owner: UInt32) throws(PCError) {
        let draft = path + ".new"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw error(draft, "cannot be made") }
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(file, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            guard count > 0 else { throw error(draft, "cannot be written") }
            written += count
        }
        guard fchown(file, owner, owner) == 0, fchmod(file, mode) == 0, fsync(file) == 0, rename(draft, path) == 0
        else {
            throw error(path, "cannot be replaced")
        }
    }

    private static func error(_ path: String, _ words: String) -> PCError {
        .failed("\(path) \(words): \(String(cString: strerror(errno)))")
    }
}

extension LocalHost {
    /// What the board of the user OS remembers beside its disk.
    var memory: FirmwareMemory {
        let state = configuration.stateDirectory
        var parts: [FirmwareMemory.Part] = []
        if configuration.userOS.firmware.variables != nil {
            parts.append(.init(path: configuration.firmwareVariables, mode: 0o640, name: "firmware-variables.fd"))
        }
        if let tpm { parts.append(.init(path: tpm.permanentState, mode: 0o600, name: "tpm2-00.permall")) }
        return FirmwareMemory(parts: parts, folder: state + "/firmware-snapshot", owner: configuration.userOS.uid)
    }

    public func keepFirmware(_ deed: SnapshotDeed) async throws(PCError) {
        switch deed {
        case .take: try memory.take()
        case .forget: try memory.forget()
        case .restore:
            try await requireOff()
            try await tpm?.end()
            try memory.restore()
        }
    }
}
